internal import CPregelABI
internal import Synchronization

/// Turns a plugin into the table that the host reads.
enum PluginEntry {
    /// The tables that were made, by plugin. A process has one, a test may have several.
    private static let made = Mutex<[String: MadePlugin]>([:])

    private struct MadePlugin: @unchecked Sendable {
        let table: UnsafePointer<pregel_plugin_v1>
        let plugin: Plugin
    }

    static func enter(
        _ plugin: Plugin, _ rawHost: UnsafeRawPointer, _ call: UInt64, _ text: UnsafeRawBufferPointer
    ) -> UnsafeRawPointer? {
        let host = rawHost.assumingMemoryBound(to: pregel_host_v1.self)
        guard host.pointee.head.magic == PREGEL_ABI_MAGIC, host.pointee.head.major == UInt16(PREGEL_ABI_MAJOR) else {
            return nil
        }
        do {
            let manifest = try PluginManifest(text)
            return try made.withLock { made in
                if let known = made[manifest.id] { return UnsafeRawPointer(known.table) }
                let faults = ContractCheck.faults(manifest, plugin.components)
                guard faults.isEmpty else {
                    throw NodeError(
                        kind: "PluginManifestError", message: faults.joined(separator: "; "), transient: false)
                }
                let table = Permanent.place(PluginTables.make(plugin, manifest))
                made[manifest.id] = MadePlugin(table: table, plugin: plugin)
                return UnsafeRawPointer(table)
            }
        } catch {
            _ = NodeError(describing: error).withC { host.pointee.fail(host, call, $0) }
            return nil
        }
    }

    /// Hands the plugin's own configuration on.
    static func configure(
        _ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call, _ config: UnsafePointer<pregel_value>
    ) -> pregel_status {
        do {
            for plugin in plugins { try plugin.configure?(Value(copying: config)) }
            return Status.ok
        } catch {
            return Outcome(error).state(host, call)
        }
    }

    static func shutdown() {
        for plugin in plugins { plugin.shutdown?() }
    }

    private static var plugins: [Plugin] { made.withLock { $0.values.map(\.plugin) } }
}
