package import PregelFlags

/// What `plugin.json` says, as far as the SDK needs it.
package struct PluginManifest {
    package struct Declaration {
        package let kind: ComponentKind
        package let name: String
        package let description: String
        package let flags: UInt32
        package let hasSchema: Bool
    }

    package let id: String
    package let version: String
    let minHostMinor: UInt16
    package let components: [Declaration]

    /// Reads the JSON text; spaces and NULs at its end do not matter.
    ///
    /// - Throws: A `NodeError` that says what is wrong with the file.
    package init(_ text: UnsafeRawBufferPointer) throws {
        var end = text.count
        while end > 0, text[end - 1] == 0 || text[end - 1] == 0x20 || text[end - 1] == 0x0A { end -= 1 }
        let value: Value
        do {
            value = try Value(json: UnsafeRawBufferPointer(rebasing: text[..<end]))
        } catch {
            throw PluginManifest.fault("is no JSON: \(error)")
        }
        guard value["manifest"]?.int == 1 else { throw PluginManifest.fault("must say \"manifest\": 1") }
        id = try PluginManifest.text("id", value, "")
        version = try PluginManifest.text("version", value, "")
        guard (value["abi"]?["major"]?.int ?? 1) == 1 else { throw PluginManifest.fault("/abi/major must be 1") }
        minHostMinor = UInt16(clamping: value["abi"]?["min_minor"]?.int ?? 0)
        components = try ComponentKind.allCases.flatMap { kind in
            try (value[kind.rawValue] ?? .null).items.enumerated().map { index, item in
                try Declaration(kind, item, "/\(kind.rawValue)/\(index)")
            }
        }
    }

    fileprivate static func text(_ key: String, _ value: Value, _ place: String) throws -> String {
        guard let text = value[key]?.string, !text.isEmpty else {
            throw fault("\(place)/\(key) must be a string that is not empty")
        }
        return text
    }

    static func fault(_ message: String) -> NodeError {
        NodeError(kind: "PluginManifestError", message: "plugin.json \(message)", transient: false)
    }
}

extension PluginManifest.Declaration {
    fileprivate init(_ kind: ComponentKind, _ value: Value, _ place: String) throws {
        self.kind = kind
        name = try PluginManifest.text("name", value, place)
        description = value["description"]?.string ?? ""
        hasSchema = value["config_schema"] != nil
        var flags: UInt32 = 0
        for (index, flag) in (value["flags"] ?? .null).items.enumerated() {
            guard kind == .node, let name = flag.string, let known = NodeFlag(rawValue: name) else {
                throw PluginManifest.fault("\(place)/flags/\(index) must be a node's flag: \(NodeFlag.list)")
            }
            flags |= known.bit
        }
        if let reason = NodeFlag.contradiction(in: flags) { throw PluginManifest.fault("\(place)/flags: \(reason)") }
        self.flags = flags
    }

    package func has(_ flag: NodeFlag) -> Bool { flags & flag.bit != 0 }
}
