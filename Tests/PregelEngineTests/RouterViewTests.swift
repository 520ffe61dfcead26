import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// What a conditional edge sees is one object, brought up to date from superstep to superstep: it must be the state as the
/// edge's own node leaves it, whoever saw the object before, and whatever it shows must still be there.
@Suite struct RouterViewTests {
    /// A text that needs memory of its own.
    private static func text(_ name: String) -> Value { Value("a text that is long enough to be shared: " + name) }

    private func graph(_ channels: String...) -> StateGraph {
        var graph = StateGraph("g")
        for channel in channels { graph.addChannel(channel) }
        return graph
    }

    /// A node that sees the channel `a` alone, so that the object of all channels stays as it was.
    private func narrow(_ run: @escaping @Sendable (TaskContext) throws -> Void) -> (NodeAction, NodeOptions) {
        var options = NodeOptions()
        options.input = ["a"]
        return (.sync([], run), options)
    }

    /// Goes to `right` where the state's `b` is what it should be, else to `wrong`; both write what they see of it.
    private func addEnds(_ graph: inout StateGraph, after node: String, b: Value) {
        for end in ["right", "wrong"] {
            graph.addNode(end) { try $0.write("out", [Value(end), $0.input["b"] ?? .null]) }
        }
        graph.addConditionalEdge(
            from: node, targets: ["right", "wrong"], Router { [.to($0["b"] == b ? "right" : "wrong")] })
    }

    @Test func `what nodes wrote that saw less`() throws {
        var graph = graph("a", "b", "out")
        graph.addNode("first") { try $0.write("a", Self.text("first")) }
        let (writes, options) = narrow { try $0.write("b", Self.text("new")) }
        let (routes, _) = narrow { try $0.write("a", Self.text("last")) }
        graph.addNode("writes", writes, options: options)
        graph.addNode("routes", routes, options: options)
        graph.addPath(StateGraph.start, "first", "writes", "routes")
        addEnds(&graph, after: "routes", b: Self.text("new"))
        let compiled = try graph.compile()
        for _ in 0..<3 {
            let result = compiled.run(["a": Self.text("in"), "b": Self.text("old")])
            #expect(result.output["out"] == ["right", Self.text("new")])
        }
    }

    @Test func `not what another run has left`() throws {
        var graph = graph("a", "b", "out")
        graph.addNode("first") { try $0.write("b", Self.text("of the first node")) }
        graph.addNode("second") { try $0.write("out", [$0.input["b"] ?? .null]) }
        graph.addEdge(from: "first", to: "second")
        graph.addConditionalEdge(
            from: StateGraph.start, targets: ["first", "second"],
            Router { [.to($0["b"] == nil ? "first" : "second")] })
        let compiled = try graph.compile()
        for _ in 0..<3 {
            let result = compiled.run(["a": Self.text("in")])
            #expect(result.output["out"] == [Self.text("of the first node")] && result.steps == 2)
        }
        // Of several runs at once each has an object of its own.
        #expect(compiled.run(["a": 1, "b": 2]).output["out"] == [2])
    }

    @Test func `what was there before a packet's task, which is alone in its superstep`() throws {
        var graph = graph("a", "b", "out")
        graph.addNode("first") { try $0.write("a", Self.text("first")) }
        let (sends, options) = narrow { task in
            try task.write("b", Self.text("new"))
            try task.send("packet", 1)
        }
        graph.addNode("sends", sends, options: options)
        graph.addNode("packet") { try $0.write("a", Self.text("packet")) }
        graph.addPath(StateGraph.start, "first", "sends")
        addEnds(&graph, after: "packet", b: Self.text("new"))
        let compiled = try graph.compile()
        for _ in 0..<3 {
            let result = compiled.run(["a": Self.text("in"), "b": Self.text("old")])
            #expect(result.output["out"] == ["right", Self.text("new")])
        }
    }

    @Test func `what a node wrote after a packet's task had routed to it`() throws {
        var graph = graph("a", "b", "out")
        graph.addChannel("topic", .topic(accumulate: true))
        graph.addNode("sends") { try $0.send("packet", 1) }
        graph.addNode("packet") { try $0.write("b", Self.text("packet")) }
        let (notes, options) = narrow { try $0.write("topic", ["noted"]) }
        graph.addNode("notes", notes, options: options)
        graph.addNode("last") { try $0.write("out", [$0.input["topic"] ?? .null, $0.input["b"] ?? .null]) }
        graph.addEdge(from: StateGraph.start, to: "sends")
        graph.addConditionalEdge(from: "packet", targets: ["notes"], Router { _ in [.to("notes")] })
        graph.addConditionalEdge(from: "notes", targets: ["last"], Router { _ in [.to("last")] })
        let compiled = try graph.compile()
        for _ in 0..<3 {
            let result = compiled.run(["a": 1, "b": Self.text("old")])
            #expect(result.output["out"] == [["noted"], Self.text("packet")])
        }
    }

    @Test func `an object that somebody holds stays what it was when a router fails and the node runs again`() throws {
        var policy = RetryPolicy()
        policy.initialInterval = 0
        policy.jitter = false
        policy.retryOn = .all
        var options = NodeOptions()
        options.retry = [policy]
        let routed = Guarded(0)
        var graph = graph("a", "b", "out")
        graph.addNode("again", .sync { try $0.write("b", Self.text("attempt \($0.attempt)")) }, options: options)
        graph.addNode("last") { try $0.write("out", [$0.input["b"] ?? .null]) }
        graph.addConditionalEdge(
            from: "again", targets: ["last"],
            Router { _ in
                if routed.withLock({ count in
                    count += 1
                    return count == 1
                }) {
                    throw NodeError("not yet")
                }
                return [.to("last")]
            })
        graph.addEdge(from: StateGraph.start, to: "again")
        let log = Log<StreamEntry>()
        let result = try graph.compile().run(
            ["a": Self.text("in"), "b": Self.text("old")], options: .streaming([.tasks, .updates], to: log))
        #expect(result.output["out"] == [Self.text("attempt 2")])
        let inputs = log.entries.compactMap { $0.data["input"] }
        #expect(inputs.first == ["a": Self.text("in"), "b": Self.text("old")])
        #expect(inputs.last == ["a": Self.text("in"), "b": Self.text("attempt 2")])
    }

    @Test func `a router that keeps what it saw keeps it as it was`() throws {
        let kept = Log<Value>()
        var graph = graph("a", "b", "out")
        for node in ["one", "two", "three"] { graph.addNode(node) { try $0.write("b", Self.text($0.node)) } }
        graph.addEdge(from: StateGraph.start, to: "one")
        for (from, to) in [("one", "two"), ("two", "three"), ("three", StateGraph.end)] {
            graph.addConditionalEdge(
                from: from,
                Router { state in
                    kept.add(state)
                    return [.to(to)]
                })
        }
        let compiled = try graph.compile()
        for _ in 0..<2 { #expect(compiled.run(["a": Self.text("in")]).status == .completed) }
        let seen = ["one", "two", "three"].map { ["a": Self.text("in"), "b": Self.text($0)] as Value }
        #expect(kept.entries == seen + seen)
    }
}
