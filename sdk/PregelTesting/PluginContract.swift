/// Checks that a plugin keeps its word: that `plugin.json` and the types agree.
public enum PluginContract {
    /// Everything that is wrong, in sentences; empty where all is well.
    ///
    ///     #expect(try PluginContract.check(plugin, manifest: text) == [])
    ///
    /// - Parameters:
    ///   - plugin: The package's global `plugin`.
    ///   - manifest: The text of its `plugin.json`.
    public static func check(_ plugin: Plugin, manifest: String) -> [String] {
        do {
            let parsed = try Array(manifest.utf8).withUnsafeBytes { try PluginManifest($0) }
            let value = try Value(json: manifest)
            return ContractCheck.faults(parsed, plugin.components) + ManifestRules.faults(value)
                + schemaFaults(plugin, value)
        } catch let error as NodeError {
            return [error.message]
        } catch {
            return ["\(error)"]
        }
    }

    /// Checks a plugin against the `plugin.json` in a file.
    ///
    ///     #expect(try PluginContract.check(plugin, path: "Sources/greet/plugin.json") == [])
    ///
    /// - Parameter path: The path of its `plugin.json`; a relative one starts from the package, where `swift test` runs.
    /// - Throws: Why the file cannot be read.
    public static func check(_ plugin: Plugin, path: String) throws -> [String] {
        check(plugin, manifest: String(decoding: try EmbeddedManifest.contents(path), as: UTF8.self))
    }

    /// A component without a schema cannot be checked by anybody.
    private static func schemaFaults(_ plugin: Plugin, _ manifest: Value) -> [String] {
        plugin.components.compactMap { component in
            let list = manifest[component.kind.rawValue] ?? .null
            let declared = list.items.first { $0["name"]?.string == component.name }
            if declared == nil || declared?["config_schema"] != nil || component.schema() != nil { return nil }
            return "no schema can be derived for \(component.kind.rawValue) \"\(component.name)\": "
                + "give it a config_schema in plugin.json"
        }
    }
}

/// The form of `plugin.json`, as `plugin.schema.json` describes it.
enum ManifestRules {
    private static let known = [
        "$schema", "manifest", "id", "version", "description", "license", "abi", "config_schema", "grants", "requires",
    ]
    private static let knownOfComponents = ["name", "description", "flags", "reads", "writes", "config_schema"]

    static func faults(_ manifest: Value) -> [String] {
        let kinds = ComponentKind.allCases.map(\.rawValue)
        var faults = unknown(manifest, known + kinds, "")
        if !isIdentity(manifest["id"]?.string ?? "") { faults.append("/id must match [A-Za-z0-9._-]+") }
        if !isVersion(manifest["version"]?.string ?? "") { faults.append("/version must be a semantic version: 1.2.0") }
        for kind in kinds {
            for (index, component) in (manifest[kind] ?? .null).items.enumerated() {
                faults += unknown(component, knownOfComponents, "/\(kind)/\(index)")
                if !isName(component["name"]?.string ?? "") {
                    faults.append("/\(kind)/\(index)/name must match [A-Za-z_][A-Za-z0-9_-]*")
                }
            }
        }
        return faults
    }

    private static func unknown(_ value: Value, _ known: [String], _ place: String) -> [String] {
        value.members.map(\.key).filter { !known.contains($0) && !$0.hasPrefix("x-") }
            .map { "\(place)/\($0) is no key of plugin.json" }
    }

    private static func isIdentity(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }

    private static func isVersion(_ text: String) -> Bool {
        let core = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".", omittingEmptySubsequences: false)
        return core.count == 3 && core.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.first, first.isASCII, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
}
