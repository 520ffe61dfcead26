import PregelDiagnostics
import PregelEngine
import PregelManifest
import PregelPlugins
import PregelValues

/// Nodes of the benchmark plugins without a manifest, for graphs that are made in code.
enum BenchNodes {
    /// Loads the plugin, unless that has been done, and makes a node.
    static func load(_ name: String, _ language: NodeLanguage) throws -> any NodeBody {
        let document = try JSONDocument(name: "workload", bytes: Array("{}".utf8))
        let entry = PluginEntry(
            alias: "w", source: .identity(language.plugin), folder: "", place: Place(document: document))
        do throws(Diagnostic) {
            let file = try PluginSearch(PluginSearch.standardFolders).find(entry)
            return try PluginLoader(probe: nil, log: SilentLog()).load(file).node(name, config: [:])
        } catch {
            throw DiagnosticsError([error])
        }
    }
}
