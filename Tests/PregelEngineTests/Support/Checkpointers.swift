import PregelTestSupport
import PregelEngine

/// Keeps checkpoints in memory, notes what it is told to keep, and says that saving takes long.
final class NotingCheckpointer: Checkpointer {
    let memory = MemoryCheckpointer()
    let log: Log<String>
    /// The superstep whose checkpoint cannot be saved.
    private let failsAt: Int?

    init(log: Log<String> = Log(), failsAt: Int? = nil) {
        self.log = log
        self.failsAt = failsAt
    }

    func get(thread: String, namespace: String, id: CheckpointID?) -> SavedCheckpoint? {
        memory.get(thread: thread, namespace: namespace, id: id)
    }

    func list(thread: String, namespace: String, before: CheckpointID?, limit: Int?) -> [SavedCheckpoint] {
        memory.list(thread: thread, namespace: namespace, before: before, limit: limit)
    }

    func put(_ checkpoint: SavedCheckpoint) throws(Failure) {
        if checkpoint.step == failsAt { throw Failure(.checkpointer, message: "the disk is full") }
        memory.put(checkpoint)
        log.add("put \(checkpoint.step)")
    }

    func putTask(_ task: SavedTask, thread: String, namespace: String, id: CheckpointID) {
        memory.putTask(task, thread: thread, namespace: namespace, id: id)
        log.add("task \(task.key)")
    }

    func delete(thread: String) { memory.delete(thread: thread) }
}

/// Keeps checkpoints as values alone, as one on a disk does, and gives tasks back in the opposite order.
final class CodingCheckpointer: Checkpointer {
    private let memory = MemoryCheckpointer()

    var isSlow: Bool { false }

    func get(thread: String, namespace: String, id: CheckpointID?) -> SavedCheckpoint? {
        memory.get(thread: thread, namespace: namespace, id: id).map(coded)
    }

    func list(thread: String, namespace: String, before: CheckpointID?, limit: Int?) -> [SavedCheckpoint] {
        memory.list(thread: thread, namespace: namespace, before: before, limit: limit).map(coded)
    }

    func put(_ checkpoint: SavedCheckpoint) { memory.put(checkpoint) }

    func putTask(_ task: SavedTask, thread: String, namespace: String, id: CheckpointID) {
        memory.putTask(task, thread: thread, namespace: namespace, id: id)
    }

    func delete(thread: String) { memory.delete(thread: thread) }

    private func coded(_ checkpoint: SavedCheckpoint) -> SavedCheckpoint {
        var checkpoint = checkpoint
        checkpoint.state = SavedState(encoded: checkpoint.state.encoded)
        checkpoint.tasks = checkpoint.tasks.reversed().map { SavedTask(key: $0.key, encoded: $0.encoded) }
        return checkpoint
    }
}
