internal import CPregelABI
internal import PregelValues

/// An instance of a checkpointer.
final class CheckpointerBox: ComponentBox, @unchecked Sendable {
    let checkpointer: any Checkpointer
    init(_ checkpointer: any Checkpointer) { self.checkpointer = checkpointer }
}

/// An instance of a cache.
final class CacheBox: ComponentBox, @unchecked Sendable {
    let cache: any Cache
    init(_ cache: any Cache) { self.cache = cache }
}

/// An instance of a store.
final class StoreBox: ComponentBox, @unchecked Sendable {
    let store: any Store
    init(_ store: any Store) { self.store = store }
}

/// One call of a storage component.
struct StorageCall {
    let host: UnsafePointer<pregel_host_v1>
    let id: pregel_call

    /// Runs `body`; what it throws fails the call. `false` means that there is no such item.
    func answer(_ body: () throws -> Bool) -> pregel_status {
        do {
            return try body() ? Status.ok : Status.absent
        } catch {
            return Outcome(error).state(host, id)
        }
    }

    /// Runs `body`; what it throws fails the call.
    func perform(_ body: () throws -> Void) -> pregel_status {
        answer {
            try body()
            return true
        }
    }

    func give(_ value: Value) throws {
        let status = withUnsafePointer(to: value.raw) { host.pointee.give(host, id, $0) }
        withExtendedLifetime(value) {}
        try check(status, "give a result")
    }

    func give(_ stored: [StoredCheckpoint]) throws {
        guard let table = "pregel.storage/1".withStr({ host.pointee.get_extension(host, $0) }) else {
            throw HostRefusal(reason: .unsupported, verb: "the extension pregel.storage/1")
        }
        let storage = table.assumingMemoryBound(to: pregel_storage_v1.self)
        for found in stored {
            try check(found.checkpoint.withC { storage.pointee.give_checkpoint(host, id, $0) }, "give a checkpoint")
            for writes in found.writes {
                try check(writes.withC { storage.pointee.give_writes(host, id, $0) }, "give a task's writes")
            }
        }
    }

    private func check(_ status: pregel_status, _ verb: String) throws {
        if status != Status.ok {
            throw HostRefusal(reason: HostRefusal.Reason(rawValue: status) ?? .invalid, verb: verb)
        }
    }

    static func parts(_ parts: UnsafePointer<pregel_str>?, _ count: Int) -> [String] {
        UnsafeBufferPointer(start: parts, count: parts == nil ? 0 : count).map(\.string)
    }

    static func lifetime(_ milliseconds: Int64) -> Duration? {
        milliseconds > 0 ? .milliseconds(milliseconds) : nil
    }
}
