internal import CPregelABI

extension PluginUnderTest {
    /// Makes an instance of a node.
    ///
    /// - Throws: Why there is none: a `NodeError` where the configuration is refused.
    public func node(_ name: String, config: Value = [:]) throws -> NodeUnderTest {
        let node = try find(table.pointee.nodes, table.pointee.n_nodes, name, "node", \.component)
        return NodeUnderTest(node, try instance(node, config, "nodes"))
    }

    /// Makes an instance of a router.
    ///
    /// - Throws: Why there is none.
    public func router(_ name: String, config: Value = [:]) throws -> RouterUnderTest {
        let router = try find(table.pointee.routers, table.pointee.n_routers, name, "router", \.component)
        return RouterUnderTest(router, try instance(router, config, "routers"))
    }

    /// Makes an instance of a reducer.
    ///
    /// - Throws: Why there is none.
    public func reducer(_ name: String, config: Value = [:]) throws -> ReducerUnderTest {
        let reducer = try find(table.pointee.reducers, table.pointee.n_reducers, name, "reducer", \.component)
        return ReducerUnderTest(reducer, try instance(reducer, config, "reducers"))
    }

    /// Makes an instance of an event processor.
    ///
    /// - Throws: Why there is none.
    public func processor(_ name: String, config: Value = [:]) throws -> ProcessorUnderTest {
        let processor = try find(table.pointee.processors, table.pointee.n_processors, name, "processor", \.component)
        return ProcessorUnderTest(processor, try instance(processor, config, "processors"))
    }

    /// Makes an instance of a checkpointer.
    ///
    /// - Throws: Why there is none.
    public func checkpointer(_ name: String, config: Value = [:]) throws -> CheckpointerUnderTest {
        let found = try find(
            table.pointee.checkpointers, table.pointee.n_checkpointers, name, "checkpointer", \.component)
        return CheckpointerUnderTest(found, try instance(found, config, "checkpointers"))
    }

    /// Makes an instance of a cache.
    ///
    /// - Throws: Why there is none.
    public func cache(_ name: String, config: Value = [:]) throws -> CacheUnderTest {
        let cache = try find(table.pointee.caches, table.pointee.n_caches, name, "cache", \.component)
        return CacheUnderTest(cache, try instance(cache, config, "caches"))
    }

    /// Makes an instance of a store.
    ///
    /// - Throws: Why there is none.
    public func store(_ name: String, config: Value = [:]) throws -> StoreUnderTest {
        let store = try find(table.pointee.stores, table.pointee.n_stores, name, "store", \.component)
        return StoreUnderTest(store, try instance(store, config, "stores"))
    }

    private func find<Table>(
        _ list: UnsafePointer<UnsafePointer<Table>?>?, _ count: UInt32, _ name: String, _ kind: String,
        _ component: KeyPath<Table, pregel_component_v1>
    ) throws -> UnsafePointer<Table> {
        let all = UnsafeBufferPointer(start: list, count: Int(count)).compactMap(\.self)
        guard let found = all.first(where: { $0.pointee[keyPath: component].name.string == name }) else {
            let names = all.map { $0.pointee[keyPath: component].name.string }.joined(separator: ", ")
            throw TestingError("the plugin \(id) has no \(kind) \"\(name)\"; it has: \(names)")
        }
        return found
    }

    /// The JSON Schema of a component's configuration: `plugin.json`'s, or the one in the table.
    ///
    /// - Parameter kind: The list of `plugin.json`: `nodes`.
    public func configSchema(of name: String, in kind: String) -> Value? {
        let declared = manifest[kind]?.items.first { $0["name"]?.string == name }
        return declared?["config_schema"] ?? tableSchema(name, kind)
    }

    private func tableSchema(_ name: String, _ kind: String) -> Value? {
        let all: [pregel_component_v1] =
            switch kind {
            case "nodes": components(table.pointee.nodes, table.pointee.n_nodes, \.component)
            case "routers": components(table.pointee.routers, table.pointee.n_routers, \.component)
            case "reducers": components(table.pointee.reducers, table.pointee.n_reducers, \.component)
            case "processors": components(table.pointee.processors, table.pointee.n_processors, \.component)
            case "checkpointers": components(table.pointee.checkpointers, table.pointee.n_checkpointers, \.component)
            case "caches": components(table.pointee.caches, table.pointee.n_caches, \.component)
            case "stores": components(table.pointee.stores, table.pointee.n_stores, \.component)
            default: []
            }
        guard let text = all.first(where: { $0.name.string == name })?.config_schema, text.n > 0 else { return nil }
        return try? Value(json: text.bytes)
    }

    private func components<Table>(
        _ list: UnsafePointer<UnsafePointer<Table>?>?, _ count: UInt32, _ part: KeyPath<Table, pregel_component_v1>
    ) -> [pregel_component_v1] {
        UnsafeBufferPointer(start: list, count: Int(count)).compactMap { $0?.pointee[keyPath: part] }
    }

    /// Makes an instance, with the schema's defaults filled in as a host does. Every table begins with its component.
    private func instance(_ found: UnsafePointer<some Any>, _ config: Value, _ kind: String) throws -> TestInstance {
        let component = UnsafeRawPointer(found).assumingMemoryBound(to: pregel_component_v1.self)
        let schema = configSchema(of: component.pointee.name.string, in: kind)
        return try TestInstance(self, component, SchemaDefaults.fill(config, schema))
    }
}

/// Fills in defaults.
enum SchemaDefaults {
    static func fill(_ config: Value, _ schema: Value?) -> Value {
        guard config.kind == .object, let properties = schema?["properties"] else { return config }
        var result = ObjectBuilder(capacity: properties.count)
        for (key, value) in config.members { result.set(key, to: fill(value, properties[key])) }
        for (key, property) in properties.members where config[key] == nil {
            if let value = property["default"] { result.set(key, to: value) }
        }
        return result.finish()
    }
}

/// An instance of a component, ended with its last reference.
final class TestInstance: @unchecked Sendable {
    let plugin: PluginUnderTest
    let pointer: UnsafeMutableRawPointer?
    private let destroy: @convention(c) (UnsafeMutableRawPointer?) -> Void

    init(_ plugin: PluginUnderTest, _ component: UnsafePointer<pregel_component_v1>, _ config: Value) throws {
        self.plugin = plugin
        destroy = component.pointee.destroy
        var made: UnsafeMutableRawPointer?
        let result = try plugin.host.run { host, call, _ in
            withUnsafePointer(to: config.raw) { component.pointee.create(component, host, call, $0, &made) }
        }
        withExtendedLifetime(config) {}
        if let failure = result.failure { throw failure }
        pointer = made
    }

    deinit { destroy(pointer) }

    var host: TestHost { plugin.host }
}
