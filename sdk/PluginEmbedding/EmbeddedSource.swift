/// The Swift file that puts a plugin's identity, and what is known of its configurations, into the library.
///
/// Bytes become rows of eight 64-bit words, which the compiler reads forty times faster than single bytes; spaces, which
/// JSON allows at its end, fill up the last row.
struct EmbeddedSource {
    /// The bytes of `plugin.json`.
    let manifest: [UInt8]
    /// The schemas of configurations by kind and name, as JSON; empty where there are none.
    let schemas: [UInt8]

    var text: String {
        var text = "// Made of plugin.json and the plugin's source by EmbedPluginManifest.\nimport PregelSDK\n\n"
        text += EmbeddedSource.constant("manifest", section: "pregel.manifest", manifest)
        if !schemas.isEmpty { text += EmbeddedSource.constant("schemas", section: "pregel.schemas", schemas) }
        text += """
            /// What the host calls once to get the plugin.
            @c(pregel_plugin_entry_v1)
            public func pregelPluginEntry(_ host: UnsafeRawPointer, _ call: UInt64) -> UnsafeRawPointer? {
                withUnsafeBytes(of: manifest) { plugin.enter(host: host, call: call, manifest: $0) }
            }

            """
        return text
    }

    private static func constant(_ name: String, section: String, _ bytes: [UInt8]) -> String {
        let padded = bytes + [UInt8](repeating: 0x20, count: (64 - bytes.count % 64) % 64)
        var text = "@section(\"\(section)\") @used\n"
        text += "private let \(name): InlineArray<\(padded.count / 64), InlineArray<8, UInt64>> = [\n"
        for row in stride(from: 0, to: padded.count, by: 64) {
            let words = stride(from: row, to: row + 64, by: 8).map { place in
                "0x" + hex((0..<8).reduce(UInt64(0)) { $0 | UInt64(padded[place + $1]) << UInt64(8 * $1) })
            }
            text += "    [" + words.joined(separator: ", ") + "],\n"
        }
        return text + "]\n\n"
    }

    private static func hex(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
