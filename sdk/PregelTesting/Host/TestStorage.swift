internal import CPregelABI
internal import PregelSDK
internal import PregelValues

/// The extension `pregel.storage/1` of the double.
enum TestStorage {
    nonisolated(unsafe) static let table: UnsafePointer<pregel_storage_v1> = {
        let place = UnsafeMutablePointer<pregel_storage_v1>.allocate(capacity: 1)
        place.initialize(
            to: pregel_storage_v1(
                head: pregel_head(
                    magic: PREGEL_ABI_MAGIC, size: UInt32(MemoryLayout<pregel_storage_v1>.size),
                    major: UInt16(PREGEL_ABI_MAJOR), minor: UInt16(PREGEL_ABI_MINOR), reserved: 0),
                give_checkpoint: { host, id, checkpoint in
                    guard let call = TestHost.of(host).find(id) else { return pregel_status(PREGEL_STALE) }
                    guard let copy = try? Checkpoint(checkpoint.pointee) else {
                        return call.refuse("a checkpoint whose metadata is malformed")
                    }
                    return call.note { result in
                        result.checkpoints.append(StoredCheckpoint(checkpoint: copy))
                        return Status.ok
                    }
                },
                give_writes: { host, id, writes in
                    guard let call = TestHost.of(host).find(id) else { return pregel_status(PREGEL_STALE) }
                    let copy = TaskWrites(writes.pointee)
                    return call.note { result in
                        guard let last = result.checkpoints.indices.last else {
                            result.refusals.append("a task's writes before any checkpoint")
                            return Status.invalid
                        }
                        result.checkpoints[last].writes.append(copy)
                        return Status.ok
                    }
                }))
        return UnsafePointer(place)
    }()
}
