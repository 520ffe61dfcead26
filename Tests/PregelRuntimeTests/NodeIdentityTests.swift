import PregelEngine
import PregelManifest
import PregelPlugins
import PregelRuntime
import PregelValues
import Testing

/// What a kept result is found by, where a node is a manifest's.
@Suite(.timeLimit(.minutes(20)))
struct NodeIdentityTests {
    private struct OneFile: ManifestFiles {
        let text: String

        func read(_ path: String) throws(FileFault) -> [UInt8] { Array(text.utf8) }
    }

    private func run(_ manifest: String, _ cache: MemoryCache) throws -> Value {
        let manifest = try ManifestLoader(files: OneFile(text: manifest)).load(path: "graph.json")
        let loaded = try GraphLoader(PluginSearch([])).load(manifest, log: SilentLog())
        var options = loaded.options
        options.cache = cache
        options.stream = [.updates]
        let seen = Seen()
        options.onStream = { if $0.data["__metadata__"]?["cached"] == true { seen.note() } }
        let result = loaded.graph.run(["x": 1], options: options)
        return [result.output["out"] ?? .null, Value(seen.isNoted)]
    }

    /// A graph of one cached node.
    private func graph(_ node: String, plugins: String = "") -> String {
        #"""
        {"version": 1, "name": "g", "state": {"x": {}, "out": {}},
         "nodes": {"a": {\#(node), "input": ["x"], "cache": {"ttl": null}}},
         "edges": [{"from": "START", "to": "a"}]}
        """#
    }

    private func set(_ value: String) -> String { #""use": "std.set", "config": {"values": {"out": \#(value)}}"# }

    private func nested(_ value: String) -> String {
        #""graph": {"name": "i", "state": {"x": {}, "out": {}}, "nodes": {"i": {\#(set(value))}}, "edges": [{"from": "START", "to": "i"}]}"#
    }

    @Test func `a node with another configuration does not get the result, one with an equal one does`() throws {
        let cache = MemoryCache()
        #expect(try run(graph(set("1")), cache) == [1, false])
        #expect(try run(graph(set("2")), cache) == [2, false])
        #expect(try run(graph(set("1.0")), cache) == [1, true])
        #expect(try run(graph(#""use": "std.pass""#), cache) == [.null, false])
    }

    @Test func `a nested graph is all that its manifest says`() throws {
        let cache = MemoryCache()
        #expect(try run(graph(nested("1")), cache) == [1, false])
        #expect(try run(graph(nested("2")), cache) == [2, false])
        #expect(try run(graph(nested("1")), cache) == [1, true])
    }
}

/// Whether something has happened.
private final class Seen: @unchecked Sendable {
    private(set) var isNoted = false

    func note() { isNoted = true }
}
