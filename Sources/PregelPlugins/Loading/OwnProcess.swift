import CHostSystem
import PregelEngine

/// What of the process is the host's, whatever plugins do to it: how signals are handled, the working directory, the mask of
/// new files' permissions, the locale, how numbers are computed.
package enum OwnProcess {
    /// Takes things as they are for what they are to be. To be called whenever the host itself has changed them.
    package static func remember() { host_own_remember() }

    /// Takes back what a plugin has changed, whose code alone has run since the last time.
    static func restore(after host: PluginHost) {
        LoadedPlugins.note(host.id)
        tell(host_own_restore(), [host.id], host.log)
    }

    /// Takes back what plugins have changed, and what is this OS thread's own of it.
    package static func restore(_ log: any PluginLog) { tell(host_own_restore(), nil, log) }

    /// Takes back what can be looked at while plugins run: how signals are handled, and the working directory.
    package static func restoreShared(_ log: any PluginLog) { tell(host_own_restore_shared(), nil, log) }

    /// Names who it was; where nothing tells, all who may have been.
    private static func tell(_ change: host_own_change, _ suspects: [String]?, _ log: any PluginLog) {
        let things = things(change)
        guard !things.isEmpty else { return }
        let known = change.plugin.map {
            String(decoding: UnsafeRawBufferPointer(start: $0, count: change.plugin_size), as: UTF8.self)
        }
        let names = known.map { [$0] } ?? suspects ?? LoadedPlugins.ids
        log.write(
            plugin: names.isEmpty ? "a plugin" : names.joined(separator: " or "), node: "", level: 3,
            message: "changed \(things.joined(separator: ", ")), which is the host's; it is as it was again",
            fields: nil)
    }

    private static func things(_ change: host_own_change) -> [String] {
        let signals = (1..<64).filter { change.signals >> $0 & 1 == 1 }.map { SignalName.of(Int32($0)) }
        let names: [(bit: Int, name: String)] = [
            (HOST_OWN_FOLDER, "the working directory"), (HOST_OWN_MASK, "the mask of new files' permissions (umask)"),
            (HOST_OWN_LOCALE, "the locale"), (HOST_OWN_FLOATS, "how floating-point numbers are computed"),
            (HOST_OWN_BLOCKED, "which signals are kept back"),
        ]
        let others = names.filter { change.what & UInt32($0.bit) != 0 }.map(\.name)
        return (signals.isEmpty ? [] : ["what becomes of \(signals.joined(separator: ", "))"]) + others
    }
}
