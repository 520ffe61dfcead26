internal import CPregelABI

/// An instance of a checkpointer in a test: called through the border, with the SDK's types.
public struct CheckpointerUnderTest: @unchecked Sendable {
    private let table: UnsafePointer<pregel_checkpointer_v1>
    private let instance: TestInstance

    init(_ table: UnsafePointer<pregel_checkpointer_v1>, _ instance: TestInstance) {
        self.table = table
        self.instance = instance
    }

    /// The checkpoint of a key.
    public func get(_ key: CheckpointKey) throws -> StoredCheckpoint? {
        try perform { storage, host, id in key.withC { storage.get(instance.pointer, host, id, $0) } }.checkpoints.first
    }

    /// The checkpoints of a key, newest first.
    public func list(_ key: CheckpointKey, filter: Value? = nil) throws -> [StoredCheckpoint] {
        try perform { storage, host, id in
            key.withC { key in
                guard let filter else { return storage.list(instance.pointer, host, id, key, nil) }
                return withUnsafePointer(to: filter.raw) { storage.list(instance.pointer, host, id, key, $0) }
            }
        }.checkpoints
    }

    /// Keeps a checkpoint.
    public func put(_ checkpoint: Checkpoint) throws {
        _ = try perform { storage, host, id in checkpoint.withC { storage.put(instance.pointer, host, id, $0) } }
    }

    /// Keeps a task's writes.
    public func put(_ writes: TaskWrites) throws {
        _ = try perform { storage, host, id in writes.withC { storage.put_writes(instance.pointer, host, id, $0) } }
    }

    /// Forgets a thread.
    public func deleteThread(_ thread: String) throws {
        _ = try perform { storage, host, id in
            thread.withStr { storage.delete_thread(instance.pointer, host, id, $0) }
        }
    }

    /// Copies a thread.
    public func copyThread(_ thread: String, to newThread: String) throws {
        _ = try perform { storage, host, id in
            thread.withStr { old in newThread.withStr { storage.copy_thread(instance.pointer, host, id, old, $0) } }
        }
    }

    /// Keeps the newest checkpoints.
    public func prune(thread: String? = nil, keep: Int) throws {
        _ = try perform { storage, host, id in
            (thread ?? "").withStr { storage.prune(instance.pointer, host, id, $0, UInt32(keep), 0) }
        }
    }

    private func perform(
        _ body: (pregel_checkpointer_v1, UnsafePointer<pregel_host_v1>, UInt64) -> pregel_status
    ) throws -> NodeResult {
        let result = try instance.host.run { host, id, _ in body(table.pointee, host, id) }
        if let failure = result.failure { throw failure }
        return result
    }
}

extension CheckpointKey {
    fileprivate func withC<R>(_ body: (UnsafePointer<pregel_checkpoint_key_v1>) -> R) -> R {
        var scratch = Scratch()
        defer { scratch.free() }
        var key = pregel_checkpoint_key_v1(
            size: UInt32(MemoryLayout<pregel_checkpoint_key_v1>.size), limit: UInt32(limit),
            thread_id: scratch.text(thread), ns: scratch.text(namespace), checkpoint_id: scratch.text(checkpoint),
            before: scratch.text(before))
        return body(&key)
    }
}
