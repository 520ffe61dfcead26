import PregelTesting
import Synchronization
import Testing

/// Storage components through the border and back, with components that only keep things in memory.
struct StorageTests {
    static func checkpoint(_ id: String, thread: String = "t", parent: String = "") -> Checkpoint {
        Checkpoint(
            thread: thread, namespace: "", id: id, parent: parent, time: 1_700_000_000, metadata: ["step": 1],
            payload: [1, 0, 255], blobs: [Blob(hash: "h\(id)", bytes: [9])])
    }

    static func writes(_ checkpoint: String, task: String, _ byte: UInt8) -> TaskWrites {
        TaskWrites(
            thread: "t", namespace: "", checkpoint: checkpoint, task: task, path: "0", payload: [byte],
            blobs: [Blob(hash: "w", bytes: [])])
    }

    @Test func `a checkpoint comes back as it went, with its writes`() throws {
        let storage = try PluginUnderTest { MemoryCheckpointer.self }.checkpointer("memory_checkpointer")
        try storage.put(Self.checkpoint("1"))
        try storage.put(Self.checkpoint("2", parent: "1"))
        try storage.put(Self.writes("2", task: "b", 1))
        try storage.put(Self.writes("2", task: "b", 2))
        try storage.put(Self.writes("2", task: "a", 3))
        let newest = try #require(try storage.get(CheckpointKey(thread: "t")))
        #expect(newest.checkpoint.id == "2" && newest.checkpoint.parent == "1")
        #expect(newest.checkpoint.payload == [1, 0, 255] && newest.checkpoint.time == 1_700_000_000)
        #expect(newest.checkpoint.metadata == ["step": 1])
        #expect(newest.checkpoint.blobs == [Blob(hash: "h2", bytes: [9])])
        #expect(newest.writes.map(\.task) == ["a", "b"])
        #expect(newest.writes.map(\.payload) == [[3], [2]])
    }

    @Test func `listing, copying, pruning and forgetting reach the component`() throws {
        let storage = try PluginUnderTest { MemoryCheckpointer.self }.checkpointer("memory_checkpointer")
        for id in ["1", "2", "3"] { try storage.put(Self.checkpoint(id)) }
        #expect(try storage.list(CheckpointKey(thread: "t")).map(\.checkpoint.id) == ["3", "2", "1"])
        #expect(try storage.list(CheckpointKey(thread: "t", before: "3", limit: 1)).map(\.checkpoint.id) == ["2"])
        #expect(try storage.list(CheckpointKey(thread: "t"), filter: ["step": 2]).isEmpty)
        try storage.copyThread("t", to: "u")
        try storage.prune(thread: "t", keep: 1)
        #expect(try storage.list(CheckpointKey(thread: "t")).count == 1)
        try storage.deleteThread("t")
        #expect(try storage.get(CheckpointKey(thread: "t")) == nil)
        #expect(try storage.list(CheckpointKey(thread: "u")).count == 3)
        #expect(throws: NodeError.self) { try storage.deleteThread("locked") }
    }

    @Test func `a cache keeps bytes by namespace and key`() throws {
        let cache = try PluginUnderTest { MemoryCache.self }.cache("memory_cache")
        #expect(try cache.get(["a"], "k") == nil)
        try cache.put(["a"], "k", [1, 0, 2], lifetime: .seconds(5))
        try cache.put([], "k", [])
        #expect(try cache.get(["a"], "k") == [1, 0, 2])
        #expect(try cache.get([], "k") == [])
        try cache.clear(["a"])
        #expect(try cache.get(["a"], "k") == nil)
        try cache.clear()
        #expect(try cache.get([], "k") == nil)
    }

    @Test func `a store keeps items, finds them and lists namespaces`() throws {
        let store = try PluginUnderTest { MemoryStore.self }.store("memory_store")
        try store.put(["users", "ada"], "age", ["n": 36])
        try store.put(["users", "bob"], "age", ["n": 40])
        let item = try #require(try store.get(["users", "ada"], "age"))
        #expect(item.value == ["n": 36] && item.namespace == ["users", "ada"] && item.key == "age")
        #expect(item.createdAt == 5)
        #expect(try store.search(StoreQuery(namespace: ["users"])).count == 2)
        #expect(
            try store.search(StoreQuery(namespace: ["users"], filter: ["n": 40])).map(\.namespace) == [
                ["users", "bob"]
            ])
        #expect(try store.search(StoreQuery(namespace: ["users"], limit: 1, offset: 1)).count == 1)
        #expect(try store.namespaces(StoreQuery(namespace: []), maxDepth: 1) == [["users"]])
        try store.put(["users", "ada"], "age", nil)
        #expect(try store.get(["users", "ada"], "age") == nil)
    }
}

final class MemoryCheckpointer: Checkpointer {
    private let kept = Mutex<[StoredCheckpoint]>([])

    init(config: NoConfig) {}

    func get(_ key: CheckpointKey) -> StoredCheckpoint? { list(key, filter: nil).first }

    func list(_ key: CheckpointKey, filter: Value?) -> [StoredCheckpoint] {
        let found = kept.withLock { $0 }.filter { stored in
            let checkpoint = stored.checkpoint
            return checkpoint.thread == key.thread && (key.checkpoint.isEmpty || checkpoint.id == key.checkpoint)
                && (key.before.isEmpty || checkpoint.id < key.before)
                && (filter ?? [:]).members.allSatisfy { checkpoint.metadata[$0.key] == $0.value }
        }
        let sorted = found.sorted { $0.checkpoint.id > $1.checkpoint.id }
        return key.limit == 0 ? sorted : Array(sorted.prefix(key.limit))
    }

    func put(_ checkpoint: Checkpoint) { kept.withLock { $0.append(StoredCheckpoint(checkpoint: checkpoint)) } }

    func put(_ writes: TaskWrites) {
        kept.withLock { kept in
            guard let index = kept.firstIndex(where: { $0.checkpoint.id == writes.checkpoint }) else { return }
            kept[index].writes.removeAll { $0.task == writes.task }
            kept[index].writes.append(writes)
            kept[index].writes.sort { ($0.path, $0.task) < ($1.path, $1.task) }
        }
    }

    func deleteThread(_ thread: String) throws {
        if thread == "locked" { throw NodeError(kind: "Locked", message: "somebody else has it") }
        kept.withLock { $0.removeAll { $0.checkpoint.thread == thread } }
    }

    func copyThread(_ thread: String, to newThread: String) {
        kept.withLock { kept in
            kept += kept.filter { $0.checkpoint.thread == thread }.map { stored in
                var copy = stored
                copy.checkpoint.thread = newThread
                return copy
            }
        }
    }

    func prune(thread: String?, keep: Int, maxAge: Duration?) {
        let newest = Set(list(CheckpointKey(thread: thread ?? "", limit: keep), filter: nil).map(\.checkpoint.id))
        kept.withLock { $0.removeAll { $0.checkpoint.thread == thread && !newest.contains($0.checkpoint.id) } }
    }
}

final class MemoryCache: Cache {
    private let kept = Mutex<[[String]: [UInt8]]>([:])

    init(config: NoConfig) {}

    func get(_ namespace: [String], _ key: String) -> [UInt8]? { kept.withLock { $0[namespace + [key]] } }

    func put(_ namespace: [String], _ key: String, _ bytes: [UInt8], lifetime: Duration?) {
        kept.withLock { $0[namespace + [key]] = bytes }
    }

    func clear(_ namespace: [String]) {
        kept.withLock { $0 = $0.filter { !$0.key.starts(with: namespace) } }
    }
}

final class MemoryStore: Store {
    private let kept = Mutex<[StoreItem]>([])

    init(config: NoConfig) {}

    func get(_ namespace: [String], _ key: String) -> StoreItem? {
        kept.withLock { $0.first { $0.namespace == namespace && $0.key == key } }
    }

    func put(_ namespace: [String], _ key: String, _ value: Value?, lifetime: Duration?) {
        kept.withLock { kept in
            kept.removeAll { $0.namespace == namespace && $0.key == key }
            guard let value else { return }
            kept.append(StoreItem(namespace: namespace, key: key, value: value, createdAt: 5, updatedAt: 5))
        }
    }

    func search(_ query: StoreQuery) -> [StoreItem] {
        let found = kept.withLock { $0 }.filter { item in
            item.namespace.starts(with: query.namespace)
                && (query.filter ?? [:]).members.allSatisfy { item.value[$0.key] == $0.value }
        }
        return Array(found.dropFirst(query.offset).prefix(query.limit))
    }

    func namespaces(_ query: StoreQuery, maxDepth: Int) -> [[String]] {
        let all = kept.withLock { $0 }.map { maxDepth > 0 ? Array($0.namespace.prefix(maxDepth)) : $0.namespace }
        return Set(all).sorted { $0.lexicographicallyPrecedes($1) }
    }
}
