/// An attempt of a node that failed, and is followed by another one.
public struct RetryNotice: Sendable {
    /// The node.
    public let node: String
    /// The names of the nodes of the nested graph that it is in, outermost first; empty for the root.
    public let path: [String]
    /// The attempt that failed, from 1.
    public let attempt: Int
    /// How many attempts there are in all.
    public let maxAttempts: Int
    /// Why it failed.
    public let failure: Failure
    /// How long it takes until the next one begins, in seconds.
    public let wait: Double
}
