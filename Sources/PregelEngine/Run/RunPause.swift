/// A breakpoint that a run stopped at.
public struct RunPause: Sendable, Equatable {
    /// On which side of its nodes.
    public enum Moment: String, Sendable {
        /// They are to run next.
        case before
        /// They have just run.
        case after
    }

    /// On which side of `nodes`.
    public let moment: Moment
    /// The nodes with a breakpoint, sorted.
    public let nodes: [String]
    /// The names of the nodes of the nested graph that they are in, outermost first; empty for the root.
    public let path: [String]
}
