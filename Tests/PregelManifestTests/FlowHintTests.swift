import PregelDiagnostics
import PregelManifest
import Testing

/// Graphs that may be run, and do what nobody wants.
@Suite struct FlowHintTests {
    private func hints(
        _ edges: String, nodes: [String] = ["a", "b", "c"], special: [String: String] = [:], extra: String = ""
    ) throws -> [String] {
        let written = nodes.map { #""\#($0)": \#(special[$0] ?? #"{"use": "std.pass"}"#)"# }
        let manifest = try load(
            """
            {"version": 1, "name": "g", "plugins": {"text": "libtext.so"}, "state": {"x": {}},
             "nodes": {\(written.joined(separator: ", "))}, "edges": [\(edges)]\(extra)}
            """)
        let checked = checkComponents(manifest, TestCatalog())
        #expect(checked.diagnostics == [])
        let found = flowHints(checked.manifest)
        #expect(found.allSatisfy { $0.severity == .warning && $0.fix != nil })
        return found.map { "\($0.code) \($0.location?.pointer ?? "")" }
    }

    // MARK: Nodes that nothing leads to

    @Test func `a node that nothing leads to is pointed at, and what only it leads to is not`() throws {
        let found = try hints(#"{"from": "START", "to": "a"}, {"from": "b", "to": "c"}"#)
        #expect(found == ["manifest.unreachable-node /nodes/b"])
    }

    @Test func `of very many hints the first hundred are told, and the number of the others`() throws {
        let nodes = (0..<300).map { "n\($0)" }
        let written = nodes.map { #""\#($0)": {"use": "std.pass"}"# }
        let manifest = try load(
            """
            {"version": 1, "name": "g", "state": {}, "nodes": {\(written.joined(separator: ", "))},
             "edges": [{"from": "START", "to": "n0"}]}
            """)
        let found = flowHints(checkComponents(manifest, TestCatalog()).manifest)
        #expect(found.count == 101)
        #expect(found.last?.message == "and 199 more faults, which are not shown")
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test(arguments: [
        #"{"from": "a", "route": {"expr": {"var": "x"}}}"#,
        #"{"from": "a", "route": {"expr": {"if": [{"var": "x"}, "b", "c"]}}}"#,
        #"{"from": "a", "route": {"expr": {"var": "x"}}, "targets": {"1": "b", "2": "c"}}"#,
        #"{"from": "a", "route": {"use": "text.route"}, "targets": ["b", "c"]}"#,
        #"{"from": "a", "route": {"use": "std.send_each", "config": {"over": [1], "node": {"var": "x"}}}, "targets": ["b", "c"]}"#,
        #"{"from": "a", "to": "b"}, {"from": ["a", "b"], "to": "c"}"#,
    ])
    func `every kind of edge leads somewhere`(edge: String) throws {
        #expect(try hints(#"{"from": "START", "to": "a"}, "# + edge) == [])
    }

    @Test(arguments: [
        #"{"use": "std.pass", "destinations": ["b", "c"]}"#,
        #"{"use": "std.goto", "config": {"expr": ["b", "c"]}}"#,
        #"{"use": "std.goto", "config": {"expr": {"var": "x"}}}"#,
        #"{"use": "std.pass", "on_error": {"use": "std.goto", "config": {"expr": ["b", "c"]}}}"#,
    ])
    func `a node that goes by itself leads somewhere`(node: String) throws {
        #expect(try hints(#"{"from": "START", "to": "a"}"#, special: ["a": node]) == [])
    }

    @Test func `nested graphs are looked at too`() throws {
        let inner = #"""
            {"graph": {"name": "in", "state": {}, "nodes": {"x": {"use": "std.pass"}, "y": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "x"}]}}
            """#
        let found = try hints(#"{"from": "START", "to": ["a", "b", "c"]}"#, special: ["a": inner])
        #expect(found == ["manifest.unreachable-node /nodes/a/graph/nodes/y"])
    }

    // MARK: Cycles without a way out

    @Test(arguments: [
        #"{"from": "a", "to": "b"}, {"from": "b", "to": "a"}"#,
        #"{"from": "a", "to": "a"}"#,
        #"{"from": "a", "to": "b"}, {"from": "b", "to": ["a", "c"]}"#,
        #"{"from": "a", "route": {"expr": {"if": [{"var": "x"}, "b", "c"]}}}, {"from": "b", "to": "a"}, {"from": "c", "to": "a"}"#,
        #"{"from": "a", "route": {"expr": {">": [{"var": "x"}, 1]}}, "targets": {"true": "b", "false": "a"}}, {"from": "b", "to": "b"}"#,
    ])
    func `a cycle that every path stays in is pointed at`(edges: String) throws {
        let found = try hints(#"{"from": "START", "to": ["a", "b", "c"]}, "# + edges)
        #expect(found.contains { $0.hasPrefix("manifest.endless-cycle /nodes/") })
    }

    @Test(arguments: [
        #"{"from": "a", "to": "b"}, {"from": "b", "route": {"expr": {"if": [{"var": "x"}, "a", "END"]}}}"#,
        #"{"from": "a", "to": "b"}, {"from": "b", "route": {"expr": {"var": "x"}}, "targets": ["a"]}"#,
        #"{"from": "a", "to": "b"}, {"from": "b", "route": {"use": "text.route"}, "targets": ["a"]}"#,
        #"{"from": "a", "route": {"expr": {"if": [{"var": "x"}, "a", "b"]}}}"#,
        #"{"from": ["a", "b"], "to": "c"}, {"from": "c", "to": ["END"]}"#,
    ])
    func `a cycle that may be left is none`(edges: String) throws {
        #expect(try hints(#"{"from": "START", "to": ["a", "b", "c"]}, "# + edges) == [])
    }

    @Test(arguments: [
        #"{"use": "std.interrupt", "config": {"value": "go on?"}}"#,
        #"{"use": "std.fail", "config": {"message": "no"}}"#,
        #"{"use": "std.pass", "on_error": {"use": "std.pass"}}"#,
    ])
    func `a run may stop where something asks or fails`(node: String) throws {
        let edges = #"{"from": "START", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "a"}"#
        #expect(try hints(edges, nodes: ["a", "b"], special: ["b": node]) == [])
        #expect(try hints(edges, nodes: ["a", "b"], extra: #", "interrupts": {"after": ["b"]}"#) == [])
    }

    @Test func `the nodes of a cycle are named in its order`() throws {
        let manifest = try load(
            """
            {"version": 1, "name": "g", "state": {}, "nodes": {"a": {"use": "std.pass"}, "b": {"use": "std.pass"}},
             "edges": [{"from": "START", "to": "a"}, {"from": "a", "to": "b"}, {"from": "b", "to": "a"}]}
            """)
        let found = flowHints(checkComponents(manifest, TestCatalog()).manifest)
        #expect(
            found.map(\.message) == [
                "nothing leads out of the cycle a → b → a: a run that comes there goes on until its recursion limit"
            ])
    }

    // MARK: Joins of branches that exclude each other

    private static let fork =
        #"{"from": "START", "to": "a"}, {"from": "a", "route": {"expr": {">": [{"var": "x"}, 1]}}, "targets": {"true": "b", "false": "c"}}"#

    @Test func `a join of the branches of one decision never comes about`() throws {
        let nodes = ["a", "b", "c", "d", "e"]
        let direct = Self.fork + #", {"from": ["b", "c"], "to": "d"}, {"from": "a", "to": "e"}"#
        #expect(try hints(direct, nodes: nodes) == ["manifest.impossible-join /edges/2/from"])
        let later = Self.fork + #", {"from": "b", "to": "e"}, {"from": ["e", "c"], "to": "d"}"#
        #expect(try hints(later, nodes: nodes) == ["manifest.impossible-join /edges/3/from"])
    }

    @Test(arguments: [
        // Another way leads to one of them.
        fork + #", {"from": "a", "to": "c"}, {"from": ["b", "c"], "to": "d"}"#,
        // The decision is made again and again.
        fork + #", {"from": "c", "to": "a"}, {"from": ["b", "c"], "to": "d"}"#,
        // One of the branches is no member.
        fork + #", {"from": ["a", "c"], "to": "d"}"#,
        // The route may lead to both.
        #"{"from": "START", "to": "a"}, {"from": "a", "route": {"expr": ["b", "c"]}}, {"from": ["b", "c"], "to": "d"}"#,
        #"{"from": "START", "to": "a"}, {"from": "a", "route": {"expr": {"var": "x"}}, "targets": ["b", "c"]}, {"from": ["b", "c"], "to": "d"}"#,
    ])
    func `a join that may come about is none`(edges: String) throws {
        #expect(try hints(edges, nodes: ["a", "b", "c", "d"]).filter { $0.contains("join") } == [])
    }

    @Test func `a graph of many nodes and joins takes no time`() throws {
        let nodes = (0..<1000).map { "n\($0)" }
        let chain = (1..<1000).map { #"{"from": "n\#($0 - 1)", "to": "n\#($0)"}"# }
        let forks = (0..<200).map {
            #"{"from": "n\#($0)", "route": {"expr": {"if": [{"var": "x"}, "n\#($0 + 300)", "n\#($0 + 600)"]}}}"#
        }
        let joins = (0..<200).map { #"{"from": ["n\#($0)", "n\#($0 + 5)"], "to": "n\#($0 + 9)"}"# }
        let edges = [#"{"from": "START", "to": "n0"}"#] + chain + forks + joins
        #expect(try hints(edges.joined(separator: ", "), nodes: nodes) == [])
    }
}
