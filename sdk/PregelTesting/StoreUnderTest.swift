internal import CPregelABI

/// An instance of a cache in a test: called through the border, with the SDK's types.
public struct CacheUnderTest: @unchecked Sendable {
    private let table: UnsafePointer<pregel_cache_v1>
    private let instance: TestInstance

    init(_ table: UnsafePointer<pregel_cache_v1>, _ instance: TestInstance) {
        self.table = table
        self.instance = instance
    }

    /// The entry of a key.
    public func get(_ namespace: [String], _ key: String) throws -> [UInt8]? {
        try perform(namespace) { parts, host, id in
            key.withStr { table.pointee.get(instance.pointer, host, id, parts.baseAddress.orEmpty, parts.count, $0) }
        }.given.first?.bytes
    }

    /// Keeps an entry.
    public func put(_ namespace: [String], _ key: String, _ bytes: [UInt8], lifetime: Duration? = nil) throws {
        _ = try perform(namespace) { parts, host, id in
            var scratch = Scratch()
            defer { scratch.free() }
            return table.pointee.put(
                instance.pointer, host, id, parts.baseAddress.orEmpty, parts.count, scratch.text(key),
                scratch.bytes(bytes), lifetime.map { $0.components.seconds * 1000 } ?? 0)
        }
    }

    /// Forgets a namespace.
    public func clear(_ namespace: [String] = []) throws {
        _ = try perform(namespace) { parts, host, id in
            table.pointee.clear(instance.pointer, host, id, parts.baseAddress, parts.count)
        }
    }

    private func perform(
        _ namespace: [String],
        _ body: (UnsafeBufferPointer<pregel_str>, UnsafePointer<pregel_host_v1>, UInt64) -> pregel_status
    ) throws -> NodeResult {
        try instance.host.perform(namespace, body)
    }
}

/// An instance of a store in a test: called through the border, with the SDK's types.
public struct StoreUnderTest: @unchecked Sendable {
    private let table: UnsafePointer<pregel_store_component_v1>
    private let instance: TestInstance

    init(_ table: UnsafePointer<pregel_store_component_v1>, _ instance: TestInstance) {
        self.table = table
        self.instance = instance
    }

    /// The item of a key.
    public func get(_ namespace: [String], _ key: String) throws -> StoreItem? {
        try instance.host.perform(namespace) { parts, host, id in
            key.withStr { table.pointee.get(instance.pointer, host, id, parts.baseAddress.orEmpty, parts.count, $0) }
        }.given.first.map { try $0.decode(StoreItem.self) }
    }

    /// Keeps an object; `nil` deletes it.
    public func put(_ namespace: [String], _ key: String, _ value: Value?) throws {
        _ = try instance.host.perform(namespace) { parts, host, id in
            key.withStr { key in
                guard let value else {
                    return table.pointee.put(
                        instance.pointer, host, id, parts.baseAddress.orEmpty, parts.count, key, nil, 0)
                }
                return withUnsafePointer(to: value.raw) {
                    table.pointee.put(instance.pointer, host, id, parts.baseAddress.orEmpty, parts.count, key, $0, 0)
                }
            }
        }
        withExtendedLifetime(value) {}
    }

    /// Finds items.
    public func search(_ query: StoreQuery) throws -> [StoreItem] {
        try perform(query) { table.pointee.search(instance.pointer, $0, $1, $2) }.map { try $0.decode(StoreItem.self) }
    }

    /// The namespaces that a query finds.
    public func namespaces(_ query: StoreQuery, maxDepth: Int = 0) throws -> [[String]] {
        try perform(query) { table.pointee.list_namespaces(instance.pointer, $0, $1, $2, UInt32(maxDepth)) }
            .map { try $0.decode([String].self) }
    }

    private func perform(
        _ query: StoreQuery,
        _ body: (UnsafePointer<pregel_host_v1>, UInt64, UnsafePointer<pregel_store_query_v1>) -> pregel_status
    ) throws -> [Value] {
        try instance.host.perform(query.namespace) { parts, host, id in
            query.text.withStr { text in
                withUnsafePointer(to: (query.filter ?? .null).raw) { filter in
                    var raw = pregel_store_query_v1()
                    raw.size = UInt32(MemoryLayout<pregel_store_query_v1>.size)
                    (raw.limit, raw.offset) = (UInt32(query.limit), UInt32(query.offset))
                    (raw.ns, raw.n_ns) = (parts.baseAddress, parts.count)
                    raw.text = text
                    raw.filter = query.filter == nil ? nil : filter
                    return body(host, id, &raw)
                }
            }
        }.given
    }
}

extension TestHost {
    /// Runs a function that takes the parts of a namespace.
    fileprivate func perform(
        _ namespace: [String],
        _ body: (UnsafeBufferPointer<pregel_str>, UnsafePointer<pregel_host_v1>, UInt64) -> pregel_status
    ) throws -> NodeResult {
        var scratch = Scratch()
        defer { scratch.free() }
        let parts = namespace.map { scratch.text($0) }
        let result = try run { host, id, _ in parts.withUnsafeBufferPointer { body($0, host, id) } }
        if let failure = result.failure { throw failure }
        return result
    }
}

extension Optional<UnsafePointer<pregel_str>> {
    /// A pointer where the border wants one although there are no parts.
    nonisolated(unsafe) private static let none: UnsafePointer<pregel_str> = {
        let place = UnsafeMutablePointer<pregel_str>.allocate(capacity: 1)
        place.initialize(to: pregel_str())
        return UnsafePointer(place)
    }()

    fileprivate var orEmpty: UnsafePointer<pregel_str> { self ?? Self.none }
}
