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

    /// The plugin that an OS thread is in: of another thread, so it may be a moment old.
    package static func id(of thread: UnsafePointer<host_current>?) -> String {
        guard let thread, let name = thread.pointee.plugin else { return "a plugin" }
        return String(
            decoding: UnsafeRawBufferPointer(start: name, count: Int(thread.pointee.plugin_size)), as: UTF8.self)
    }
}
