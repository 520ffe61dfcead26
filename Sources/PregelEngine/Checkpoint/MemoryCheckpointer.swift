/// Keeps checkpoints in the process's memory (LangGraph `InMemorySaver`). Usable from any thread.
public final class MemoryCheckpointer: Checkpointer, @unchecked Sendable {
    private let lock = Lock()
    private var threads: [String: [String: [SavedCheckpoint]]] = [:]

    /// Starts empty.
    public init() {}

    /// A checkpoint; without an id the one with the greatest, `nil` where there is none.
    public func get(thread: String, namespace: String, id: String?) -> SavedCheckpoint? {
        lock.withLock {
            let checkpoints = threads[thread]?[namespace] ?? []
            guard let id else { return checkpoints.last }
            return checkpoints.last { $0.id == id }
        }
    }

    /// The checkpoints of a thread and namespace, newest first.
    public func list(thread: String, namespace: String) -> [SavedCheckpoint] {
        lock.withLock { (threads[thread]?[namespace] ?? []).reversed() }
    }

    /// Keeps a checkpoint, in the order of ids.
    public func put(_ checkpoint: SavedCheckpoint) {
        lock.withLock {
            var checkpoints = threads[checkpoint.thread]?[checkpoint.namespace] ?? []
            // Ids grow, so the place is the end but for a fork made out of order.
            let place = checkpoints.lastIndex { $0.id <= checkpoint.id }.map { $0 + 1 } ?? 0
            checkpoints.insert(checkpoint, at: place)
            threads[checkpoint.thread, default: [:]][checkpoint.namespace] = checkpoints
        }
    }

    /// Keeps a task's writes with their checkpoint, in place of what the task wrote before; without that checkpoint,
    /// nothing.
    public func putWrites(_ writes: SavedWrites, thread: String, namespace: String, id: String) {
        lock.withLock {
            guard let place = threads[thread]?[namespace]?.lastIndex(where: { $0.id == id }) else { return }
            threads[thread]?[namespace]?[place].writes.removeAll { $0.task == writes.task }
            threads[thread]?[namespace]?[place].writes.append(writes)
        }
    }

    /// Forgets a thread, all namespaces.
    public func delete(thread: String) {
        lock.withLock { threads[thread] = nil }
    }
}
