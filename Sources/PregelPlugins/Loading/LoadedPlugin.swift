import CPregelABI

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
