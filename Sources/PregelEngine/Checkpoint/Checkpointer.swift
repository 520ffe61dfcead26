public import PregelValues

/// Where the checkpoints of threads are kept (LangGraph `BaseCheckpointSaver`).
///
/// Checkpoints of a thread and namespace are ordered by their ids, as bytes; the newest is the greatest.
public protocol Checkpointer: Sendable {
    /// A checkpoint; without an id the newest one, `nil` where there is none.
    func get(thread: String, namespace: String, id: String?) throws(Failure) -> SavedCheckpoint?

    /// The checkpoints of a thread and namespace, newest first.
    func list(thread: String, namespace: String) throws(Failure) -> [SavedCheckpoint]

    /// Keeps a checkpoint; it is kept for good when this returns.
    func put(_ checkpoint: SavedCheckpoint) throws(Failure)

    /// Keeps what a task wrote before its superstep's checkpoint (LangGraph pending writes).
    func putWrites(_ writes: SavedWrites, thread: String, namespace: String, id: String) throws(Failure)

    /// Forgets a thread, all namespaces.
    func delete(thread: String) throws(Failure)
}

/// A checkpoint as it is kept: the state after a superstep, as one value.
public struct SavedCheckpoint: Sendable {
    /// Where a checkpoint came from.
    public enum Source: String, Sendable { case input, loop, update, fork }

    /// The thread that it belongs to.
    public var thread: String
    /// The path of nested graphs; "" for the root.
    public var namespace: String
    /// Its id; ids of one thread grow.
    public var id: String
    /// The checkpoint before it.
    public var parent: String?
    /// What made it.
    public var source: Source
    /// The superstep after which it was made; -1 for the input.
    public var step: Int
    /// The state: channels, versions, what nodes have seen, packets.
    public var state: Value
    /// Writes of tasks of the superstep that follows.
    public var writes: [SavedWrites] = []
}

/// What a task wrote before its superstep's checkpoint.
public struct SavedWrites: Sendable {
    /// The task.
    public var task: String
    /// Where it stands among its superstep's tasks.
    public var path: String
    /// What it wrote.
    public var value: Value
}
