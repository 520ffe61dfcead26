import Foundation
import PackagePlugin

/// Compiles a target's `plugin.json` into it, with what its source tells of its configurations: as ELF sections that the
/// host reads, and as the entry that it calls. `PluginEmbedding` does the work, before the target is compiled.
@main
struct EmbedPluginManifest: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let manifest = target.directoryURL.appendingPathComponent("plugin.json")
        guard FileManager.default.fileExists(atPath: manifest.path) else {
            Diagnostics.error("target \"\(target.name)\" has no plugin.json: add one to \(target.directoryURL.path)")
            return []
        }
        let output = context.pluginWorkDirectoryURL.appendingPathComponent("PluginManifest.swift")
        let sources = target.sourceModule?.sourceFiles(withSuffix: "swift").map(\.url) ?? []
        return [
            .buildCommand(
                displayName: "Embedding plugin.json of \(target.name)",
                executable: try context.tool(named: "PluginEmbedding").url,
                arguments: [output.path, manifest.path] + sources.map(\.path), inputFiles: [manifest] + sources,
                outputFiles: [output])
        ]
    }
}
