import PregelManifest
import PregelValues
import Testing

@Suite struct TopologyTests {
    private func lines(_ topology: Topology) -> [String] {
        topology.edges.map { edge in
            let targets = edge.to.map { ($0.result.map { "\($0): " } ?? "") + $0.node }
            return "\(edge.from.joined(separator: "+")) -> \(targets.joined(separator: ", ")) \(edge.kind)"
        }
    }

    @Test func `every kind of edge is there once`() throws {
        let manifest = try load(
            """
            {"version": 1, "name": "g", "state": {"x": {}}, "nodes": {
               "a": {"use": "std.pass", "destinations": ["b", "END"]}, "b": {"use": "std.pass", "defer": true},
               "c": {"use": "std.send_each", "config": {"over": [1], "node": "b"}},
               "d": {"use": "std.goto", "config": {"expr": "a"}},
               "sub": {"graph": {"name": "in", "state": {}, "nodes": {"deep": {"use": "std.pass"}},
                                 "edges": [{"from": "START", "to": "deep"}]}}},
             "edges": [{"from": "START", "to": "a"}, {"from": ["a", "b"], "to": "c"},
               {"from": "c", "route": {"expr": {"var": "x"}}, "targets": {"yes": "a", "no": "END"}},
               {"from": "b", "route": {"use": "std.send_each", "config": {"over": [], "node": "d"}}}],
             "interrupts": {"before": ["a"], "after": "*"}}
            """)
        let topology = Topology(manifest)
        #expect(
            lines(topology) == [
                "START -> a plain", "a+b -> c join", #"c -> yes: a, no: END conditional(label: "expr", isOpen: false)"#,
                "b -> d send", "a -> b, END destination",
                "c -> b send", "d -> a destination",
            ])
        #expect(topology.nodes.map(\.label) == ["std.pass", "std.pass", "std.send_each", "std.goto", nil])
        #expect(topology.nodes[1].isDeferred)
        #expect(topology.nodes[0].interruptsBefore && topology.nodes[1].interruptsAfter)
        #expect(topology.nodes[4].nested?.nodes.map(\.name) == ["deep"])
        #expect(Topology(manifest, depth: 0).nodes[4].nested == nil)
        #expect(Topology(manifest, depth: 0).nodes[4].isGraph)
    }

    @Test func `a graph that is wired by names has an edge for each channel`() throws {
        #expect(
            lines(Topology(try load(ManifestLoaderTests.flow))) == [
                #"START -> a dataflow(channel: "x")"#, #"a -> b, c dataflow(channel: "y")"#,
                #"b+c -> c dataflow(channel: "z")"#,
            ])
    }
}
