public import PregelValues

/// A thread's state at a checkpoint (LangGraph `StateSnapshot`, CP-12).
public struct StateSnapshot: Sendable {
    /// The checkpoint; `nil` where the thread has none.
    public var checkpointID: CheckpointID?
    /// The checkpoint before it.
    public var parentID: CheckpointID?
    /// The path of nested graphs; "" for the root.
    public var namespace: String
    /// All channels that have a value. Of the newest state those that finished tasks have written are shown so.
    public var values: Value
    /// The nodes that run next, in the order of their definition, packets first; "START" where the input has not been taken.
    public var next: [String]
    /// What made the checkpoint.
    public var source: SavedCheckpoint.Source?
    /// The superstep after which it was made; -1 for a first input.
    public var step: Int?
    /// When it was made (RFC 3339, UTC, milliseconds; LangGraph `created_at`); `nil` where there is no checkpoint.
    public var createdAt: String?
    /// The checkpoints of the graphs around this one that it was made in, by their namespaces.
    public var parents: [String: CheckpointID]
    /// The metadata of the run that made it.
    public var metadata: Value?
    /// The tasks of the superstep that follows, in the order of `next`; those that have finished are among them.
    public var tasks: [TaskSnapshot]

    /// The checkpoint and those around it, by namespace: with these as `RunOptions.checkpoints` a run starts from here,
    /// also where the state is a nested graph's (LangGraph `checkpoint_map`).
    public var checkpoints: [String: CheckpointID] {
        var checkpoints = parents
        if let checkpointID { checkpoints[namespace] = checkpointID }
        return checkpoints
    }

    /// The questions that wait for an answer.
    public var interrupts: [Interrupt] { tasks.flatMap(\.interrupts) }

    /// The state of a thread that has none.
    static func empty(_ namespace: String) -> StateSnapshot {
        StateSnapshot(
            checkpointID: nil, parentID: nil, namespace: namespace, values: .object([(key: String, value: Value)]()),
            next: [], source: nil, step: nil, createdAt: nil, parents: [:], metadata: nil, tasks: [])
    }
}

/// A task as a snapshot shows it (LangGraph `PregelTask`).
public struct TaskSnapshot: Sendable {
    /// The task's id.
    public var id: String
    /// The node's name.
    public var name: String
    /// The packet's number; `nil` for a node that its channels triggered.
    public var packet: Int?
    /// Questions: those that wait for an answer, or in a history all that the task asked last.
    public var interrupts: [Interrupt]
    /// Why it failed.
    public var failure: Failure?
    /// What it wrote, once it has finished.
    public var result: Value?
    /// The state of the graph that it runs, where that was asked for.
    public var state: [StateSnapshot] = []
}
