import PregelDiagnostics
import PregelManifest
@testable import PregelRuntime
import Testing

/// Which arrows a graph's picture has. What LangGraph 1.2.24 draws is what `get_graph()` gives for the same graph.
@Suite struct GraphPictureTests {
    private struct OneFile: ManifestFiles {
        let text: String

        func read(_ path: String) throws(FileFault) -> [UInt8] { Array(text.utf8) }
    }

    /// Each arrow on a line: `a -> b`, with `-->` for plain ones.
    private func arrows(_ nodes: String, _ edges: String, state: String = #""x": {}"#) throws -> [String] {
        let text = #"""
            {"version": 1, "name": "g", "state": {\#(state)}, "nodes": {\#(nodes)}, "edges": [\#(edges)]}
            """#
        let manifest = try ManifestLoader(files: OneFile(text: text)).load(path: "graph.json")
        let picture = GraphPicture(Topology(manifest))
        let names = Set(picture.nodes.map(\.name))
        #expect(picture.edges.allSatisfy { names.contains($0.from) && names.contains($0.to) })
        #expect(names.contains("END") == picture.edges.contains { $0.to == "END" })
        return picture.edges.map { edge in
            "\(edge.from) \(edge.kind == .plain ? "-->" : "-\(edge.kind.rawValue)->") \(edge.to)"
                + (edge.label.map { " (\($0))" } ?? "")
        }
    }

    private static func passes(_ names: String...) -> String {
        names.map { #""\#($0)": {"use": "std.pass"}"# }.joined(separator: ", ")
    }

    private static let start = #"{"from": "START", "to": "a"}"#

    @Test func `a node that nothing follows leads to the end`() throws {
        #expect(
            try arrows(Self.passes("a", "b"), Self.start + #", {"from": "a", "to": "b"}"#) == [
                "START --> a", "a --> b", "b --> END",
            ])
    }

    @Test func `where a join ends, the end is reached once`() throws {
        let edges = #"{"from": "START", "to": ["a", "b"]}, {"from": ["a", "b"], "to": "c"}"#
        #expect(
            try arrows(Self.passes("a", "b", "c"), edges) == [
                "START --> a", "START --> b", "a --> &1", "b --> &1", "&1 --> c", "c --> END",
            ])
    }

    @Test func `a loop without a way out has no end`() throws {
        #expect(
            try arrows(Self.passes("a", "b"), Self.start + #", {"from": "a", "to": "b"}, {"from": "b", "to": "a"}"#)
                == [
                    "START --> a", "a --> b", "b --> a",
                ])
    }

    @Test func `a node that leads to itself has an arrow to itself`() throws {
        let edges =
            Self.start + #", {"from": "a", "route": {"expr": {"var": "x"}}, "targets": {"true": "a", "false": "END"}}"#
        #expect(
            try arrows(Self.passes("a"), edges) == [
                "START --> a", "a -conditional-> a (true)", "a -conditional-> END (false)",
            ])
    }

    @Test func `a node that nothing leads to stands alone`() throws {
        #expect(try arrows(Self.passes("a", "lost"), Self.start) == ["START --> a", "a --> END"])
    }

    @Test func `a router's targets and the packets that it sends there are one arrow`() throws {
        let edges =
            Self.start
            + #", {"from": "a", "route": {"use": "std.send_each", "config": {"over": [1], "node": "b"}}, "targets": ["b"]}"#
        #expect(
            try arrows(Self.passes("a", "b"), edges) == [
                "START --> a", "a -conditional-> b (std.send_each, send)", "b --> END",
            ])
    }

    @Test func `a router that sends to one node is not drawn to all of them`() throws {
        let edges =
            Self.start + #", {"from": "a", "route": {"use": "std.send_each", "config": {"over": [1], "node": "b"}}}"#
        #expect(try arrows(Self.passes("a", "b", "c"), edges) == ["START --> a", "a -send-> b (send)", "b --> END"])
    }

    @Test func `a destination that the error handler goes to is one arrow`() throws {
        let node =
            #", "b": {"use": "std.pass", "on_error": {"use": "std.goto", "config": {"expr": "c"}}, "destinations": ["c"]}"#
        #expect(
            try arrows(Self.passes("a", "c") + node, Self.start + #", {"from": "a", "to": "b"}"#) == [
                "START --> a", "a --> b", "b -destination-> c (goto)", "c --> END",
            ])
    }

    @Test func `an edge that is always taken hides those that may be`() throws {
        let edges =
            Self.start
            + #", {"from": "a", "route": {"expr": "yes"}, "targets": {"yes": "b", "no": "END"}}, {"from": "a", "to": "b"}"#
        #expect(
            try arrows(Self.passes("a", "b"), edges) == [
                "START --> a", "a --> b", "a -conditional-> END (no)", "b --> END",
            ])
    }

    @Test func `the results of two routers that lead to one node are one arrow`() throws {
        let route = #"{"from": "a", "route": {"expr": "1"}, "targets": "#
        let edges = Self.start + ", " + route + #"{"1": "b", "": "b"}}, "# + route + #"{"2": "b", "1": "b"}}"#
        #expect(
            try arrows(Self.passes("a", "b"), edges) == [
                "START --> a", #"a -conditional-> b (1, "", 2)"#, "b --> END",
            ])
    }
}
