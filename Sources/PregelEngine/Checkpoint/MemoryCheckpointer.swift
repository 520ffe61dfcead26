/// Keeps checkpoints in the process's memory (LangGraph `InMemorySaver`). Usable from any thread.
public final class MemoryCheckpointer: Checkpointer, @unchecked Sendable {
    private struct Place: Hashable {
        let thread: String
        let namespace: String
    }

    private let lock = Lock()
    /// The checkpoints of each thread and namespace, oldest first.
    private var kept: [Place: [SavedCheckpoint]] = [:]

    /// Starts empty.
    public init() {}

    /// Nothing here waits.
    public var isSlow: Bool { false }

    /// A checkpoint; without an id the newest one, `nil` where there is none.
    public func get(thread: String, namespace: String, id: CheckpointID?) -> SavedCheckpoint? {
        lock.withLock {
            guard let checkpoints = kept[Place(thread: thread, namespace: namespace)] else { return nil }
            guard let id else { return checkpoints.last }
            let place = place(of: id, in: checkpoints)
            return place < checkpoints.count && checkpoints[place].id == id ? checkpoints[place] : nil
        }
    }

    /// The checkpoints of a thread and namespace, newest first.
    public func list(thread: String, namespace: String, before: CheckpointID?, limit: Int?) -> [SavedCheckpoint] {
        lock.withLock {
            guard let checkpoints = kept[Place(thread: thread, namespace: namespace)] else { return [] }
            let end = before.map { place(of: $0, in: checkpoints) } ?? checkpoints.count
            return checkpoints[max(end - max(limit ?? end, 0), 0)..<end].reversed()
        }
    }

    /// Keeps a checkpoint, in the order of ids.
    public func put(_ checkpoint: SavedCheckpoint) {
        lock.withLock {
            let key = Place(thread: checkpoint.thread, namespace: checkpoint.namespace)
            guard let last = kept[key]?.last, !(last.id < checkpoint.id) else {
                kept[key, default: []].append(checkpoint)
                return
            }
            let place = place(of: checkpoint.id, in: kept[key] ?? [])
            if kept[key]?[place].id == checkpoint.id {
                kept[key]?[place] = checkpoint
            } else {
                kept[key]?.insert(checkpoint, at: place)
            }
        }
    }

    /// Keeps what a task did with its checkpoint; without that checkpoint, nothing.
    public func putTask(_ task: SavedTask, thread: String, namespace: String, id: CheckpointID) {
        lock.withLock {
            let key = Place(thread: thread, namespace: namespace)
            guard let checkpoints = kept[key] else { return }
            let place = place(of: id, in: checkpoints)
            guard place < checkpoints.count, checkpoints[place].id == id else { return }
            if let known = checkpoints[place].tasks.firstIndex(where: { $0.key == task.key }) {
                kept[key]?[place].tasks[known] = task
            } else {
                kept[key]?[place].tasks.append(task)
            }
        }
    }

    /// Forgets a thread, all namespaces.
    public func delete(thread: String) {
        lock.withLock { kept = kept.filter { $0.key.thread != thread } }
    }

    /// The place of the first checkpoint that is not older than `id`.
    private func place(of id: CheckpointID, in checkpoints: [SavedCheckpoint]) -> Int {
        if let last = checkpoints.last, last.id <= id {
            return last.id == id ? checkpoints.count - 1 : checkpoints.count
        }
        var low = 0
        var high = checkpoints.count
        while low < high {
            let middle = (low + high) / 2
            if checkpoints[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
