package import CHostSystem
import Synchronization

/// The plugins that are part of this process.
package enum LoadedPlugins {
    private static let names = Mutex<Set<String>>([])

    /// Their identities, and those of plugins that were refused once their code had run. Asks nobody who may wait for a
    /// plugin.
    package static var ids: [String] { names.withLock { $0.sorted() } }

    /// Notes that code of a plugin has run.
    static func note(_ id: String) { names.withLock { _ = $0.insert(id) } }

    /// The plugin and the node that this OS thread is in.
    package static var current: (plugin: String?, node: String?) {
        guard let current = host_current_get()?.pointee else { return (nil, nil) }
        return (text(current.plugin, Int(current.plugin_size)), text(current.node, Int(current.node_size)))
    }

    private static func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String? {
        guard let start, count > 0 else { return nil }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The plugin that an OS thread is in: of another thread, so it may be a moment old.
    package static func id(of thread: UnsafePointer<host_current>?) -> String {
        guard let thread else { return "a plugin" }
        var name = [CChar](repeating: 0, count: 200)
        let size = host_watch_plugin(thread, &name, name.count)
        return size == 0 ? "a plugin" : String(decoding: name.prefix(size).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
