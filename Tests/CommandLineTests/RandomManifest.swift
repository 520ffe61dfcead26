import Foundation
import TestRandom

/// Manifests to draw, with all kinds of edges, and with names and results that mean something to the languages of
/// drawings; the same in each run.
struct RandomManifest {
    private static let names = [
        "end", "class", "style", "graph", "subgraph", "click", "default", "linkStyle", "classDef", "digraph", "node",
        "edge",
        "strict", "o", "x", "n0", "n1_0", "a-b", "a_b", "_a_", "start", "End", "direction", "href", "call",
        "cluster_n1",
    ]
    private static let results = [
        "", " ", "end", "a \"b\"", "\\", "<b>&amp;</b>", "#35;", "1. one", "- two", "*three*", "_four_", "`five`",
        "a|b", "[x]",
        "%%{init: {}}%%", "style:\"#1;\"", "-->", "www.example.org", "line\nbreak", "日本語", "e\u{301}", "\u{202E}left",
        "\t",
        "{{x}}", "x@{ shape: rect }", "true", "null", "--", ":::", ";",
    ]
    private var random: SplitMix64

    /// The manifest as JSON, and what it says at the top.
    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func text() throws -> String {
        var manifest = graph(depth: 2)
        manifest["version"] = 1
        return String(decoding: try JSONSerialization.data(withJSONObject: manifest), as: UTF8.self)
    }

    private mutating func graph(depth: Int) -> [String: Any] {
        let names = (0..<5).map { _ in pick(Self.names) }.reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        var nodes: [String: Any] = [:]
        for name in names { nodes[name] = node(depth, among: names) }
        var edges: [Any] = [["from": "START", "to": [names[0]]] as [String: Any]]
        for _ in 0..<6 { edges.append(edge(among: names)) }
        return ["name": pick(Self.results) + "g", "state": ["x": [String: Any]()], "nodes": nodes, "edges": edges]
    }

    private mutating func node(_ depth: Int, among names: [String]) -> [String: Any] {
        switch below(5) {
        case 0 where depth > 0: return ["graph": graph(depth: depth - 1)]
        case 1: return ["use": "std.goto", "config": ["expr": pick(names)]]
        case 2: return ["use": "std.pass", "destinations": [pick(names)], "defer": true]
        case 3:
            let handler: [String: Any] = ["use": "std.goto", "config": ["expr": pick(names)]]
            return ["use": "std.pass", "on_error": handler]
        default: return ["use": "std.pass"]
        }
    }

    private mutating func edge(among names: [String]) -> [String: Any] {
        let from = pick(names)
        switch below(4) {
        case 0: return ["from": from, "to": below(3) == 0 ? "END" : pick(names)]
        case 1: return ["from": Array(Set([from, pick(names)])).sorted(), "to": pick(names)]
        case 2:
            var targets: [String: Any] = [:]
            for _ in 0...below(4) { targets[pick(Self.results)] = below(4) == 0 ? "END" : pick(names) }
            return ["from": from, "route": ["expr": ["var": "x"]], "targets": targets]
        default:
            let config: [String: Any] = ["over": [1], "node": pick(names)]
            return ["from": from, "route": ["use": "std.send_each", "config": config]]
        }
    }

    private mutating func pick(_ words: [String]) -> String { random.pick(words) }

    private mutating func below(_ bound: Int) -> Int { random.below(bound) }
}
