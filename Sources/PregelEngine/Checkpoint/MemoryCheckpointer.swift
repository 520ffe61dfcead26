/// Keeps checkpoints in the process's memory (LangGraph `InMemorySaver`). Usable from any thread.
public final class MemoryCheckpointer: Checkpointer, @unchecked Sendable {
    private let lock = Lock()
    private var threads: [String: [String: CheckpointLine]] = [:]
    /// The line that was used last: a run uses one again and again.
    private var latest: (thread: String, namespace: String, line: CheckpointLine)?

    /// Starts empty.
    public init() {}

    /// Nothing here waits.
    public var isSlow: Bool { false }

    /// A checkpoint; without an id the newest one, `nil` where there is none.
    public func get(thread: String, namespace: String, id: CheckpointID?) -> SavedCheckpoint? {
        lock.withLock { find(thread, namespace)?.checkpoint(id) }
    }

    /// The checkpoints of a thread and namespace, newest first.
    public func list(thread: String, namespace: String, before: CheckpointID?, limit: Int?) -> [SavedCheckpoint] {
        lock.withLock { find(thread, namespace)?.list(before: before, limit: limit) ?? [] }
    }

    /// Keeps a checkpoint, in the order of ids.
    public func put(_ checkpoint: SavedCheckpoint) {
        lock.withLock { make(checkpoint.thread, checkpoint.namespace).put(checkpoint) }
    }

    /// Keeps what a task did with its checkpoint; without that checkpoint, nothing.
    public func putTask(_ task: SavedTask, thread: String, namespace: String, id: CheckpointID) {
        lock.withLock { find(thread, namespace)?.put(task, id) }
    }

    /// Forgets a thread, all namespaces.
    public func delete(thread: String) {
        // What the thread kept is freed outside of the lock.
        let forgotten = lock.withLock {
            if latest?.thread == thread { latest = nil }
            return threads.removeValue(forKey: thread)
        }
        _ = forgotten
    }

    private func find(_ thread: String, _ namespace: String) -> CheckpointLine? {
        if let latest, latest.thread == thread, latest.namespace == namespace { return latest.line }
        guard let line = threads[thread]?[namespace] else { return nil }
        latest = (thread, namespace, line)
        return line
    }

    private func make(_ thread: String, _ namespace: String) -> CheckpointLine {
        if let line = find(thread, namespace) { return line }
        let line = CheckpointLine()
        threads[thread, default: [:]][namespace] = line
        latest = (thread, namespace, line)
        return line
    }
}
