import CPregelABI
import Glibc
package import PregelDiagnostics
package import PregelManifest
package import PregelValues

/// Everything that can be told of a plugin's file without running any of it.
package struct PluginInspection: Sendable {
    package let path: String
    package let size: Int
    package let sha256: String
    package let manifest: PluginManifest
    /// The libraries that it needs, and whether the usual folders have them.
    package let libraries: [(name: String, isFound: Bool)]
    /// What it exports; the entry should be all.
    package let symbols: [String]

    /// The border's version of this host.
    package static let hostMajor = Int(PREGEL_ABI_MAJOR)
    package static let hostMinor = Int(PREGEL_ABI_MINOR)
    package static var hostABI: String { "\(hostMajor).\(hostMinor)" }

    /// Inspects a file.
    ///
    /// - Throws: Why it is no plugin.
    package init(_ path: String) throws(Diagnostic) {
        guard let real = PluginSearch.real(path) else {
            throw PluginFaults.notFound("the plugin file \"\(path)\"", tried: [path], nearest: nil)
        }
        let file = try PluginFile(real)
        self.path = real
        size = file.file.bytes.count
        sha256 = file.file.sha256
        manifest = file.manifest
        let elf = try? ELFFile(file.file.bytes)
        libraries = (elf?.neededLibraries ?? []).map { (name: $0, isFound: PluginInspection.isThere($0, near: real)) }
        symbols = (elf?.exportedSymbols ?? []).sorted()
    }

    /// Whether a library lies where the loader looks: beside the plugin, where this process has it from, in the system.
    private static func isThere(_ library: String, near path: String) -> Bool {
        let own = path.split(separator: "/").dropLast().joined(separator: "/")
        let folders = [
            "/" + own, "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib",
        ]
        if folders.contains(where: { access($0 + "/" + library, R_OK) == 0 }) { return true }
        guard let handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD) else { return false }
        dlclose(handle)
        return true
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
            "components": .array(manifest.identity.components.map(\.json)),
        ]
    }
}

/// An option of a component's configuration.
package struct ConfigOption: Sendable {
    package let name: String
    package let type: String
    package let isRequired: Bool
    /// The default as JSON; "" without one.
    package let standard: String
    package let description: String
}

extension ComponentInfo {
    /// The configuration's options, as a table would show them.
    package var options: [ConfigOption] {
        let required = configSchema?["required"]?.items.compactMap(\.string) ?? []
        return (configSchema?["properties"]?.members ?? Value.null.members).map { name, schema in
            let type = schema["type"]
            let types = type?.string ?? type?.items.compactMap(\.string).joined(separator: " or ") ?? "any"
            return ConfigOption(
                name: name, type: types, isRequired: required.contains(name), standard: schema["default"]?.json() ?? "",
                description: schema["description"]?.string ?? "")
        }
    }

    /// A configuration with an example for each option that must be given.
    var exampleConfig: Value {
        var config = ObjectBuilder()
        for option in options where option.isRequired {
            let examples: [String: Value] = [
                "string": "…", "integer": 1, "number": 1, "boolean": true, "array": .array([]), "object": .object([]),
            ]
            config.set(option.name, to: examples[option.type] ?? .null)
        }
        return config.finish()
    }
}
