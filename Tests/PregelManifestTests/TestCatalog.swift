import PregelDiagnostics
import PregelManifest
import PregelValues

/// Plugins that exist in a test alone, by their path or identity.
struct TestCatalog: ComponentCatalog {
    var plugins: [String: PluginIdentity] = ["libtext.so": .text]

    func plugin(for entry: PluginEntry) -> Result<PluginIdentity, Diagnostic> {
        let name =
            switch entry.source {
            case .path(let path): path
            case .identity(let identity): identity
            }
        guard let plugin = plugins[name] else {
            return .failure(Diagnostic(code: "plugin.missing", message: "no plugin \(name)", exit: .plugin))
        }
        return .success(plugin)
    }
}

extension PluginIdentity {
    static let text = PluginIdentity(
        id: "org.example.text", version: "1.4.2",
        components: [
            ComponentInfo(
                name: "split", kind: .node,
                configSchema: [
                    "type": "object", "additionalProperties": false, "required": ["sep"],
                    "properties": [
                        "sep": ["type": "string", "minLength": 1], "limit": ["type": "integer", "default": 10],
                    ],
                ], flags: [.pure, .serial]),
            ComponentInfo(name: "join", kind: .node),
            ComponentInfo(name: "join", kind: .reducer),
            ComponentInfo(name: "once", kind: .node, flags: .acyclic),
            ComponentInfo(name: "charge", kind: .node, flags: .once),
            ComponentInfo(name: "wander", kind: .node, flags: .routes),
            ComponentInfo(name: "route", kind: .router),
            ComponentInfo(name: "broken", kind: .node, configSchema: ["type": "strnig"]),
        ],
        configSchema: ["properties": ["lang": ["enum": ["en", "de"], "default": "en"]]])
}
