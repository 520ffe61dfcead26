package import PregelDiagnostics
import PregelValues

extension PluginIdentity {
    /// What the schemas of configurations say without effect: warnings for the plugin's author, with their places in
    /// `plugin.json`.
    package var schemaWarnings: [Diagnostic] {
        var found = Self.warnings(of: configSchema, called: "the plugin's configuration", at: "")
        var counts: [ComponentKind: Int] = [:]
        for component in components {
            let kind = component.kind
            found += Self.warnings(
                of: component.configSchema, called: "the configuration of the \(kind.rawValue) \(component.name)",
                at: "/\(kind.rawValue)s/\(counts[kind, default: 0])")
            counts[kind, default: 0] += 1
        }
        return found
    }

    private static func warnings(of schema: Value?, called what: String, at place: String) -> [Diagnostic] {
        guard let schema, let compiled = try? JSONSchema(schema) else { return [] }
        return compiled.warnings.map { warning in
            Diagnostic(
                code: "plugin." + warning.code, severity: .warning,
                message: "the schema of \(what): \(warning.message)",
                location: FileLocation(pointer: place + "/config_schema" + warning.pointer), fix: warning.fix,
                exit: .plugin)
        }
    }
}
