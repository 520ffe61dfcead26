import CPregelABI
import PregelEngine
package import PregelValues

/// What the host is to one plugin: the table that the plugin gets, and where its log lines go. Lives as long as the process.
package final class PluginHost: @unchecked Sendable {
    /// The plugin's identity, for failures and log lines.
    package let id: String
    /// The table; never freed, for the plugin keeps it.
    let table: UnsafeMutablePointer<pregel_host_v1>
    /// The identity in memory that a signal handler may read.
    let idText: pregel_str
    let log: any PluginLog

    package init(id: String, version: String, log: any PluginLog) {
        self.id = id
        self.log = log
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
