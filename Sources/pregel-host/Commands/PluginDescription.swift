import PregelManifest
import PregelPlugins
import PregelValues

/// What a plugin says of itself, for people and as data.
struct PluginDescription {
    private let plugin: PluginFile
    private var identity: PluginIdentity { plugin.manifest.identity }

    init(_ plugin: PluginFile) { self.plugin = plugin }

    /// The description, with a line break at the end.
    var text: String {
        var lines = ["\(identity.id) \(identity.version)"]
        if !plugin.manifest.description.isEmpty { lines.append(plugin.manifest.description) }
        lines.append("")
        lines.append("file      \(plugin.path)")
        lines.append("sha256    \(plugin.file.sha256)")
        lines.append("ABI       \(plugin.manifest.abiMajor).\(plugin.manifest.abiMinor)")
        if !plugin.manifest.license.isEmpty { lines.append("license   \(plugin.manifest.license)") }
        if !plugin.manifest.grants.isEmpty {
            lines.append("grants    \(plugin.manifest.grants.joined(separator: ", "))")
        }
        if let schema = identity.configSchema { lines.append("config    \(JSONText.line(schema))") }
        for component in identity.components { lines += Self.lines(component) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ component: ComponentInfo) -> [String] {
        let flags = flags(component)
        let traits = flags.isEmpty ? "" : " (\(flags.joined(separator: ", ")))"
        var lines = ["", "\(component.kind.rawValue) \(component.name)\(traits)"]
        if !component.description.isEmpty { lines.append("    \(component.description)") }
        if let schema = component.configSchema { lines.append("    config: \(JSONText.line(schema))") }
        return lines
    }

    private static func flags(_ component: ComponentInfo) -> [String] {
        ComponentFlags.names.filter { component.flags.contains($0.flag) }.map(\.name)
    }

    /// The description as data.
    var value: Value {
        var object = ObjectBuilder()
        object.set("id", to: Value(identity.id))
        object.set("version", to: Value(identity.version))
        object.set("description", to: Value(plugin.manifest.description))
        object.set("file", to: Value(plugin.path))
        object.set("sha256", to: Value(plugin.file.sha256))
        object.set("abi", to: Value("\(plugin.manifest.abiMajor).\(plugin.manifest.abiMinor)"))
        object.set("grants", to: .array(plugin.manifest.grants.map { Value($0) }))
        if let schema = identity.configSchema { object.set("config_schema", to: schema) }
        object.set("components", to: .array(identity.components.map(Self.value)))
        return object.finish()
    }

    private static func value(_ component: ComponentInfo) -> Value {
        var object = ObjectBuilder()
        object.set("name", to: Value(component.name))
        object.set("kind", to: Value(component.kind.rawValue))
        object.set("description", to: Value(component.description))
        object.set("flags", to: .array(flags(component).map { Value($0) }))
        if let schema = component.configSchema { object.set("config_schema", to: schema) }
        return object.finish()
    }
}
