import PregelDiagnostics
import PregelFlags
import PregelManifest
import PregelValues

/// Reads a plugin's identity, and says everything that is wrong with it.
package struct PluginManifestReader {
    private var faults: [String] = []

    /// The identity, or its faults, each with its JSON pointer.
    package static func read(_ text: UnsafeRawBufferPointer) -> Result<PluginManifest, PluginManifestFaults> {
        let value: Value
        do throws(JSONError) {
            value = try Value(
                json: text,
                options: JSONOptions(
                    maxDepth: 64, maxSize: 1 << 20, duplicateKeys: .refuse, largeNumbers: .refuse))
        } catch {
            return .failure(PluginManifestFaults(["it is no JSON: \(error)"]))
        }
        var reader = PluginManifestReader()
        let manifest = reader.manifest(value)
        return reader.faults.isEmpty ? .success(manifest) : .failure(PluginManifestFaults(reader.told))
    }

    /// The faults that are told: of very many the first, with the number of the others.
    private var told: [String] {
        let most = 100
        guard faults.count > most else { return faults }
        return faults.prefix(most) + ["and \(faults.count - most) more, which are not shown"]
    }

    private static let kinds: [(key: String, kind: ComponentKind)] = [
        ("nodes", .node), ("routers", .router), ("reducers", .reducer), ("processors", .processor),
        ("checkpointers", .checkpointer), ("caches", .cache), ("stores", .store),
    ]

    private mutating func manifest(_ value: Value) -> PluginManifest {
        let known =
            [
                "manifest", "id", "version", "description", "license", "abi", "config_schema", "grants", "requires",
                "$schema",
            ]
            + Self.kinds.map(\.key)
        checkKeys(value, known, "")
        if value["manifest"]?.int != 1 { faults.append("/manifest: must be 1, the version of this format") }
        let id = text(value, "id", "", isRequired: true)
        if !id.isEmpty, !IdentityRule.accepts(id) {
            faults.append("/id: \(Wording.quoted(id)) must match \(IdentityRule.pattern), as in \"org.example.text\"")
        }
        let version = text(value, "version", "", isRequired: true)
        if SemanticVersion(version) == nil, !version.isEmpty {
            faults.append("/version: \"\(version)\" is no semantic version, such as 1.2.0")
        }
        var components: [ComponentInfo] = []
        var manifest = PluginManifest(identity: PluginIdentity(id: id, version: version, components: []))
        for (key, kind) in Self.kinds { components += self.components(value[key], kind, "/" + key, &manifest) }
        manifest.identity.components = components
        manifest.identity.configSchema = schema(value["config_schema"], "/config_schema")
        manifest.description = text(value, "description", "")
        manifest.license = text(value, "license", "")
        if let abi = value["abi"] {
            checkKeys(abi, ["major", "min_minor"], "/abi")
            manifest.abiMajor = number(abi, "major", "/abi", standard: 1)
            manifest.abiMinor = number(abi, "min_minor", "/abi", standard: 0)
        }
        manifest.needs = needs(value["grants"])
        manifest.requires = strings(value["requires"], "/requires")
        return manifest
    }

    private mutating func components(
        _ list: Value?, _ kind: ComponentKind, _ pointer: String, _ manifest: inout PluginManifest
    ) -> [ComponentInfo] {
        guard let list else { return [] }
        guard list.kind == .array else {
            faults.append("\(pointer): must be a list")
            return []
        }
        var names: Set<String> = []
        return list.items.enumerated().map { index, item in
            let place = "\(pointer)/\(index)"
            checkKeys(item, ["name", "description", "flags", "reads", "writes", "config_schema"], place)
            let name = text(item, "name", place, isRequired: true)
            if !isName(name), !name.isEmpty {
                faults.append("\(place)/name: \"\(name)\" must match [A-Za-z_][A-Za-z0-9_-]*")
            }
            if !names.insert(name).inserted { faults.append("\(place)/name: \"\(name)\" stands twice") }
            manifest.notes[name] = (
                strings(item["reads"], place + "/reads"), strings(item["writes"], place + "/writes")
            )
            return ComponentInfo(
                name: name, kind: kind, description: text(item, "description", place),
                configSchema: schema(item["config_schema"], place + "/config_schema"),
                flags: flags(item["flags"], place))
        }
    }

    private mutating func flags(_ list: Value?, _ place: String) -> ComponentFlags {
        var flags: ComponentFlags = []
        for (index, name) in strings(list, place + "/flags").enumerated() {
            if let flag = NodeFlag(rawValue: name) {
                flags.insert(ComponentFlags(flag))
            } else {
                faults.append("\(place)/flags/\(index): \"\(name)\" is none of \(NodeFlag.list)")
            }
        }
        if let reason = NodeFlag.contradiction(in: flags.rawValue) { faults.append("\(place)/flags: \(reason)") }
        return flags
    }

    private mutating func schema(_ value: Value?, _ place: String) -> Value? {
        guard let value else { return nil }
        do throws(SchemaError) {
            _ = try JSONSchema(value)
        } catch {
            faults += error.faults.map { "\(place)\($0.pointer): \($0.message)" }
        }
        return value
    }

    private mutating func needs(_ value: Value?) -> PluginEntry.Grants {
        var needs = PluginEntry.Grants()
        guard let value else { return needs }
        checkKeys(value, ["network", "filesystem", "environment", "subprocess"], "/grants")
        needs.network = flag(value, "network", "/grants")
        needs.filesystem = strings(value["filesystem"], "/grants/filesystem")
        needs.environment = strings(value["environment"], "/grants/environment")
        needs.subprocess = flag(value, "subprocess", "/grants")
        return needs
    }

    private mutating func flag(_ value: Value, _ key: String, _ place: String) -> Bool {
        guard let found = value[key] else { return false }
        if found.bool == nil { faults.append("\(place)/\(key): must be true or false") }
        return found.bool ?? false
    }

    private mutating func number(_ value: Value, _ key: String, _ place: String, standard: Int) -> Int {
        guard let found = value[key] else { return standard }
        guard let number = found.int, number >= 0 else {
            faults.append("\(place)/\(key): must be a whole number, 0 or more")
            return standard
        }
        return number
    }

    private mutating func strings(_ value: Value?, _ place: String) -> [String] {
        guard let value else { return [] }
        let strings = value.items.compactMap(\.string)
        if value.kind != .array || strings.count != value.count { faults.append("\(place): must be a list of strings") }
        return strings
    }

    private mutating func text(_ value: Value, _ key: String, _ place: String, isRequired: Bool = false) -> String {
        guard let found = value[key] else {
            if isRequired { faults.append("\(place)/\(key): is missing") }
            return ""
        }
        guard let text = found.string, !isRequired || !text.isEmpty else {
            faults.append("\(place)/\(key): must be a string")
            return ""
        }
        return text
    }

    private mutating func checkKeys(_ value: Value, _ known: [String], _ place: String) {
        guard value.kind == .object else {
            faults.append("\(place.isEmpty ? "it" : place): must be an object")
            return
        }
        for (key, _) in value.members where !known.contains(key) && !key.hasPrefix("x-") {
            faults.append(
                "\(place)/\(key): is no key of a plugin's identity; known are \(known.joined(separator: ", "))")
        }
    }

    private func isName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F }
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.dropFirst().allSatisfy { isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
    }
}

/// What is wrong with a plugin's identity.
package struct PluginManifestFaults: Error, Sendable {
    package let faults: [String]

    init(_ faults: [String]) { self.faults = faults }
}
