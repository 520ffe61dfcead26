/// What becomes of a run as a whole (LangGraph's graph lifecycle callbacks, INT-16).
public struct LifecycleEvent: Sendable {
    /// What happened.
    public enum Kind: Sendable {
        /// A run goes on from a checkpoint.
        case resumed
        /// The root run ends at questions, or with none at a breakpoint.
        case interrupted([Interrupt])
    }

    /// What happened.
    public let kind: Kind
    /// The run.
    public let runID: RunID
    /// The checkpoint that its state is based on; `nil` without a checkpointer.
    public let checkpointID: CheckpointID?
    /// The path of nested graphs; "" for the root.
    public let namespace: String
}
