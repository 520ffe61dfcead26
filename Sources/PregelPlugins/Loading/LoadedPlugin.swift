import CPregelABI
import PregelManifest

/// A plugin that is part of the process: its table was checked, and agrees with its identity.
package final class LoadedPlugin: @unchecked Sendable {
    /// The identity that was read before it was loaded.
    package let manifest: PluginManifest
    let host: PluginHost
    let table: UnsafePointer<pregel_plugin_v1>
    let nodes: [String: UnsafePointer<pregel_node_v1>]
    let routers: [String: UnsafePointer<pregel_router_v1>]
    let reducers: [String: UnsafePointer<pregel_reducer_v1>]

    init(_ manifest: PluginManifest, _ host: PluginHost, _ table: UnsafePointer<pregel_plugin_v1>) {
        self.manifest = manifest
        self.host = host
        self.table = table
        nodes = LoadedPlugin.byName(table.pointee.nodes, table.pointee.n_nodes, \.component)
        routers = LoadedPlugin.byName(table.pointee.routers, table.pointee.n_routers, \.component)
        reducers = LoadedPlugin.byName(table.pointee.reducers, table.pointee.n_reducers, \.component)
    }

    /// The shared part of each component of a kind, by name; its table begins there.
    func components(_ kind: ComponentKind) -> [String: UnsafePointer<pregel_component_v1>] {
        let t = table.pointee
        switch kind {
        case .node: return LoadedPlugin.parts(t.nodes, t.n_nodes)
        case .router: return LoadedPlugin.parts(t.routers, t.n_routers)
        case .reducer: return LoadedPlugin.parts(t.reducers, t.n_reducers)
        case .processor: return LoadedPlugin.parts(t.processors, t.n_processors)
        case .checkpointer: return LoadedPlugin.parts(t.checkpointers, t.n_checkpointers)
        case .cache: return LoadedPlugin.parts(t.caches, t.n_caches)
        case .store: return LoadedPlugin.parts(t.stores, t.n_stores)
        }
    }

    private static func parts<T>(
        _ list: UnsafePointer<UnsafePointer<T>?>?, _ count: UInt32
    ) -> [String: UnsafePointer<pregel_component_v1>] {
        var found: [String: UnsafePointer<pregel_component_v1>] = [:]
        for index in 0..<Int(count) {
            guard let entry = list?[index] else { continue }
            let part = UnsafeRawPointer(entry).assumingMemoryBound(to: pregel_component_v1.self)
            found[part.pointee.name.string] = part
        }
        return found
    }

    private static func byName<T>(
        _ list: UnsafePointer<UnsafePointer<T>?>?, _ count: UInt32, _ component: KeyPath<T, pregel_component_v1>
    ) -> [String: UnsafePointer<T>] {
        var found: [String: UnsafePointer<T>] = [:]
        for index in 0..<Int(count) {
            if let entry = list?[index] { found[entry.pointee[keyPath: component].name.string] = entry }
        }
        return found
    }
}
