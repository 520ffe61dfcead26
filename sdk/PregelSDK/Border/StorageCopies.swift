package import CPregelABI
internal import PregelValues

// What storage components take and give, from and to the border's structs.

extension CheckpointKey {
    init(_ key: pregel_checkpoint_key_v1) {
        self.init(
            thread: key.thread_id.string, namespace: key.ns.string, checkpoint: key.checkpoint_id.string,
            before: key.before.string, limit: Int(key.limit))
    }
}

extension Blob {
    static func list(_ blobs: UnsafePointer<pregel_blob_v1>?, _ count: UInt32) -> [Blob] {
        UnsafeBufferPointer(start: blobs, count: blobs == nil ? 0 : Int(count)).map {
            Blob(hash: $0.hash.string, bytes: Array($0.bytes.bytes))
        }
    }
}

extension Checkpoint {
    package init(_ checkpoint: pregel_checkpoint_v1) throws {
        self.init(
            thread: checkpoint.thread_id.string, namespace: checkpoint.ns.string, id: checkpoint.checkpoint_id.string,
            parent: checkpoint.parent_id.string, time: checkpoint.time_ns,
            metadata: try Value(copying: checkpoint.metadata), payload: Array(checkpoint.payload.bytes),
            blobs: Blob.list(checkpoint.blobs, checkpoint.n_blobs))
    }

    package func withC<R>(_ body: (UnsafePointer<pregel_checkpoint_v1>) -> R) -> R {
        var scratch = Scratch()
        defer { scratch.free() }
        let list = scratch.blobs(blobs)
        return withUnsafePointer(to: metadata.raw) { metadataPlace in
            var result = pregel_checkpoint_v1(
                size: UInt32(MemoryLayout<pregel_checkpoint_v1>.size), n_blobs: UInt32(blobs.count),
                thread_id: scratch.text(thread), ns: scratch.text(namespace), checkpoint_id: scratch.text(id),
                parent_id: scratch.text(parent), time_ns: time, metadata: metadataPlace,
                payload: scratch.bytes(payload), blobs: list)
            return withExtendedLifetime(metadata) { body(&result) }
        }
    }
}

extension TaskWrites {
    package init(_ writes: pregel_writes_v1) {
        self.init(
            thread: writes.thread_id.string, namespace: writes.ns.string, checkpoint: writes.checkpoint_id.string,
            task: writes.task_id.string, path: writes.task_path.string, payload: Array(writes.payload.bytes),
            blobs: Blob.list(writes.blobs, writes.n_blobs))
    }

    package func withC<R>(_ body: (UnsafePointer<pregel_writes_v1>) -> R) -> R {
        var scratch = Scratch()
        defer { scratch.free() }
        let list = scratch.blobs(blobs)
        var result = pregel_writes_v1(
            size: UInt32(MemoryLayout<pregel_writes_v1>.size), n_blobs: UInt32(blobs.count),
            thread_id: scratch.text(thread), ns: scratch.text(namespace), checkpoint_id: scratch.text(checkpoint),
            task_id: scratch.text(task), task_path: scratch.text(path), payload: scratch.bytes(payload), blobs: list)
        return body(&result)
    }
}

extension StoreQuery {
    init(_ query: pregel_store_query_v1) throws {
        self.init(
            namespace: StorageCall.parts(query.ns, query.n_ns), text: query.text.string,
            filter: try query.filter.map { try Value(copying: $0) }, limit: query.limit == 0 ? 10 : Int(query.limit),
            offset: Int(query.offset))
    }
}

/// Memory for one struct that is handed to the host and copied there.
package struct Scratch {
    private var places: [UnsafeMutableRawPointer] = []

    package init() {}

    package mutating func text(_ string: String) -> pregel_str { bytes(Array(string.utf8)) }

    package mutating func bytes(_ bytes: [UInt8]) -> pregel_str {
        guard !bytes.isEmpty else { return pregel_str() }
        let place = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 1)
        place.copyMemory(from: bytes, byteCount: bytes.count)
        places.append(place)
        return pregel_make_str(place.assumingMemoryBound(to: CChar.self), bytes.count)
    }

    package mutating func blobs(_ blobs: [Blob]) -> UnsafePointer<pregel_blob_v1>? {
        guard !blobs.isEmpty else { return nil }
        let list = UnsafeMutablePointer<pregel_blob_v1>.allocate(capacity: blobs.count)
        for (index, blob) in blobs.enumerated() {
            list[index] = pregel_blob_v1(hash: text(blob.hash), bytes: bytes(blob.bytes))
        }
        places.append(UnsafeMutableRawPointer(list))
        return UnsafePointer(list)
    }

    package func free() {
        for place in places { place.deallocate() }
    }
}
