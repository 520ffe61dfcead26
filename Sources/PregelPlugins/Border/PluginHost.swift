import CHostSystem
import CPregelABI
import PregelEngine
package import PregelValues
import Synchronization

/// What the host is to one plugin: the table that the plugin gets, and where its log lines go. Lives as long as the process.
package final class PluginHost: @unchecked Sendable {
    /// The plugin's identity, for failures and log lines.
    package let id: String
    /// The table; never freed, for the plugin keeps it.
    let table: UnsafeMutablePointer<pregel_host_v1>
    /// The identity in memory that a signal handler may read.
    let idText: pregel_str
    /// How many instances of the plugin's components there are.
    let instances = Atomic<Int>(0)
    private let lock = Lock()
    private var sink: any PluginLog

    /// Where the plugin's log lines go.
    var log: any PluginLog {
        get { lock.withLock { sink } }
        set { lock.withLock { sink = newValue } }
    }

    package init(id: String, version: String, log: any PluginLog) {
        BorderCall.releasesSpares
        self.id = id
        sink = log
        idText = PluginHost.keep(id)
        table = .allocate(capacity: 1)
        table.initialize(to: HostVerbs.table)
        table.pointee.name = PluginHost.keep("pregel-host")
        table.pointee.version = PluginHost.keep(version)
        // The plugin may use the table as long as the process lives, and so the host behind it.
        table.pointee.impl = Unmanaged.passRetained(self).toOpaque()
    }

    /// The host behind a table.
    static func of(_ table: UnsafePointer<pregel_host_v1>) -> PluginHost {
        Unmanaged<PluginHost>.fromOpaque(table.pointee.impl).takeUnretainedValue()
    }

    /// Runs `body`, which calls a function of the plugin that is no call of its own, so that a crash is told with its name.
    func visit<R>(_ doing: PluginActivity, node: pregel_str = pregel_str(), _ body: () -> R) -> R {
        guard let current = host_current_get() else { preconditionFailure("an OS thread has its own memory") }
        let outer = current.pointee
        // A number of its own, which no verb takes: whoever watches can tell the visit from the next one.
        current.pointee = host_current(
            call: host_next_call(), target: nil, plugin: idText.p, plugin_size: UInt32(truncatingIfNeeded: idText.n),
            doing: doing.rawValue, node: node.p, node_size: node.n)
        defer { current.pointee = outer }
        return body()
    }

    /// Text in memory that is never freed.
    private static func keep(_ text: String) -> pregel_str {
        let bytes = Array(text.utf8)
        let place = UnsafeMutablePointer<CChar>.allocate(capacity: max(bytes.count, 1))
        for (offset, byte) in bytes.enumerated() { place[offset] = CChar(bitPattern: byte) }
        return pregel_make_str(place, bytes.count)
    }
}

/// Where plugins' log lines go.
package protocol PluginLog: Sendable {
    /// The least level that goes anywhere.
    var level: Int32 { get }

    /// Takes a line; from any thread.
    func write(plugin: String, node: String, level: Int32, message: String, fields: Value?)
}
