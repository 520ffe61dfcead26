import CPregelABI
package import PregelDiagnostics
import PregelManifest
package import PregelValues

/// Everything that can be told of a plugin's file without running any of it.
package struct PluginInspection: Sendable {
    package let path: String
    package let size: Int
    package let sha256: String
    package let manifest: PluginManifest
    /// Who may change it besides root and the user.
    package let risks: [String]
    /// The libraries that it needs, and whether the loader will find them.
    package let libraries: [(name: String, isFound: Bool)]
    /// What it exports; the entry should be all.
    package let symbols: [String]

    /// The border's version of this host.
    package static let hostMajor = Int(PREGEL_ABI_MAJOR)
    package static let hostMinor = Int(PREGEL_ABI_MINOR)
    package static var hostABI: String { "\(hostMajor).\(hostMinor)" }

    /// Inspects a plugin's file.
    ///
    /// - Throws: Why it cannot be read as a whole.
    package init(_ file: PluginFile) throws(Diagnostic) {
        let content = try file.sealed()
        path = file.path
        size = content.count
        sha256 = content.sha256
        manifest = file.manifest
        risks = file.risks
        let elf = try? ELFFile(from: content)
        let search = LibrarySearch(of: file.path, elf?.linking)
        libraries = (elf?.neededLibraries ?? []).map { (name: $0, isFound: search.finds($0)) }
        symbols = (elf?.exportedSymbols ?? []).sorted()
    }

    /// An entry for a manifest's `plugins`, and a node that uses the first component.
    package var snippet: String {
        let alias = manifest.identity.id.split(separator: ".").last.map(String.init) ?? "plugin"
        let entry: Value = ["plugin": Value(manifest.identity.id)]
        let plugins: Value = .object([(key: alias, value: entry)])
        guard let node = manifest.identity.components.first(where: { $0.kind == .node }) else {
            return Value.object([(key: "plugins", value: plugins)]).json(.pretty)
        }
        let use: Value = ["use": Value("\(alias).\(node.name)"), "config": node.exampleConfig]
        return Value.object([
            (key: "plugins", value: plugins), (key: "nodes", value: .object([(key: node.name, value: use)])),
        ]).json(.pretty)
    }

    /// The inspection as data.
    package var json: Value {
        [
            "path": Value(path), "size": Value(size), "sha256": Value(sha256), "id": Value(manifest.identity.id),
            "version": Value(manifest.identity.version), "description": Value(manifest.description),
            "license": Value(manifest.license),
            "abi": [
                "needs": Value("\(manifest.abiMajor).\(manifest.abiMinor)"), "host": Value(PluginInspection.hostABI),
            ],
            "grants": .array(manifest.grants.map { Value($0) }),
            "requires": .array(manifest.requires.map { Value($0) }),
            "libraries": .array(libraries.map { ["name": Value($0.name), "found": Value($0.isFound)] }),
            "symbols": .array(symbols.map { Value($0) }),
            "risks": .array(risks.map { Value($0) }),
            "components": .array(manifest.identity.components.map(\.json)),
        ]
    }
}
