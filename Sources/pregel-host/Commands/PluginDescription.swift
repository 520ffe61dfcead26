import PregelDiagnostics
import PregelManifest
import PregelPlugins

/// What a plugin says of itself, for people.
struct PluginDescription {
    private let plugin: PluginInspection

    init(_ plugin: PluginInspection) { self.plugin = plugin }

    /// The description, with a line break at the end.
    var text: String {
        let manifest = plugin.manifest
        var lines = ["\(manifest.identity.id) \(manifest.identity.version)"]
        if !manifest.description.isEmpty { lines.append(manifest.description) }
        lines += ["", "file       \(plugin.path)", "size       \(plugin.size) bytes", "sha256     \(plugin.sha256)"]
        lines += plugin.risks.map { "RISK       \($0)" }
        lines.append("ABI        \(manifest.abiMajor).\(manifest.abiMinor) (this host: \(PluginInspection.hostABI))")
        if !manifest.license.isEmpty { lines.append("license    \(manifest.license)") }
        lines.append("grants     \(Self.list(manifest.grants))")
        lines.append("needs      \(Self.list(manifest.requires))")
        lines.append("libraries  \(Self.list(plugin.libraries.map { $0.isFound ? $0.name : "\($0.name) (missing)" }))")
        for component in manifest.identity.components { lines += Self.lines(component) }
        lines = lines.map { Wording.line($0) } + ["", "To use it, write in a manifest:", plugin.snippet]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }

    private static func lines(_ component: ComponentInfo) -> [String] {
        let flags = component.flags.names
        let traits = flags.isEmpty ? "" : " (\(flags.joined(separator: ", ")))"
        var lines = ["", "\(component.kind.rawValue) \(component.name)\(traits)"]
        if !component.description.isEmpty { lines.append("    \(component.description)") }
        return lines + component.options.map { "    " + line($0) }
    }

    private static func line(_ option: ConfigOption) -> String {
        let need = option.isRequired ? ", required" : option.standard.isEmpty ? "" : " = \(option.standard)"
        return "\(option.name): \(option.type)\(need)" + (option.description.isEmpty ? "" : "  \(option.description)")
    }
}
