import Foundation
import PregelManifest
import PregelValues
import Testing

/// The page about manifests leaves nothing out.
@Suite struct ManifestPageTests {
    private static let page = try? String(
        contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/PregelManifest/MANIFEST.md"), encoding: .utf8)

    private static let schema = try? json(ManifestSchema.text)

    private func names(_ path: String...) throws -> [String] {
        var value = try #require(Self.schema)
        for key in path { value = try #require(value[key]) }
        return value.kind == .array ? value.items.compactMap(\.string) : value.members.map(\.key)
    }

    private func check(_ names: [String]) throws {
        let page = try #require(Self.page)
        #expect(!names.isEmpty)
        for name in names { #expect(page.contains("`\(name)`"), "the page does not have \(name)") }
    }

    @Test func `it has every key of a manifest, a channel, a node and a policy`() throws {
        try check(names("properties"))
        try check(names("definitions", "channel", "properties"))
        try check(names("definitions", "node", "properties"))
        try check(names("definitions", "retry", "properties"))
    }

    @Test func `it has every kind of channel`() throws {
        try check(names("definitions", "channel", "properties", "channel", "enum"))
    }

    @Test func `it has every built-in node, and what each takes`() throws {
        for component in StandardComponents.identity.components where component.kind == .node {
            try check(["std.\(component.name)"])
            try check((component.configSchema?["properties"] ?? .null).members.map(\.key) + ["std"])
        }
    }

    @Test func `it has every built-in reducer`() throws {
        let schema = try #require(Self.schema?["definitions"]?["channel"]?["properties"]?["reducer"]?["oneOf"])
        try check(schema.items.flatMap { $0["enum"].map { $0.items.compactMap(\.string) } ?? [] })
    }
}
