/// Where the checkpoints of threads are kept (LangGraph `BaseCheckpointSaver`).
///
/// Checkpoints of a thread and namespace are ordered by their ids; the newest has the greatest.
public protocol Checkpointer: Sendable {
    /// Whether saving may take long: then checkpoints are saved while the run goes on, unless it is asked to wait.
    var isSlow: Bool { get }

    /// A checkpoint; without an id the newest one, `nil` where there is none.
    func get(thread: String, namespace: String, id: CheckpointID?) throws(Failure) -> SavedCheckpoint?

    /// The checkpoints of a thread and namespace, newest first.
    ///
    /// - Parameters:
    ///   - before: Leaves out this one and all newer ones.
    ///   - limit: The most that are wanted.
    func list(
        thread: String, namespace: String, before: CheckpointID?, limit: Int?
    ) throws(Failure) -> [SavedCheckpoint]

    /// Keeps a checkpoint; it is kept for good when this returns.
    func put(_ checkpoint: consuming SavedCheckpoint) throws(Failure)

    /// Keeps what a task did before its superstep's checkpoint, in place of what is kept of that task already.
    func putTask(
        _ task: consuming SavedTask, thread: String, namespace: String, id: CheckpointID
    ) throws(Failure)

    /// Forgets a thread, all namespaces.
    func delete(thread: String) throws(Failure)
}

extension Checkpointer {
    /// Saving may take long.
    public var isSlow: Bool { true }
}
