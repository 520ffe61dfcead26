import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// Conditional edges, destinations, interrupts, breakpoints and streams.
@Suite struct RoutingTests {
    @Test func `a conditional edge sees its own node's writes and not the siblings'`() throws {  // Q16, BSP-19
        let seen = Log<Value>()
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        for name in ["a", "b"] {
            graph.addConditionalEdge(
                from: name,
                Router { state in
                    seen.add(state["x"] ?? .null)
                    return [.to(StateGraph.end)]
                })
        }
        #expect(try graph.trace() == ["in", "a", "b"])
        #expect(Set(seen.entries) == [["in", "a"], ["in", "b"]])
    }

    @Test func `a target that no node has fails the run and names the close one`() throws {  // D-2
        for verb in [{ try $0.goto("wrker") }, { try $0.send("wrker", 1) }] as [@Sendable (TaskContext) throws -> Void]
        {
            var graph = StateGraph.tracing("g", "worker")
            graph.addTracing("a", verb)
            graph.addEdge(from: StateGraph.start, to: "a")
            let failure = try #require(try graph.compile().run([:]).failure)
            #expect(failure.code == .invalidUpdate)
            #expect(failure.message.contains("did you mean \"worker\"?"))
        }
    }

    @Test(
        arguments: [
            (1, "one"), (1.0, "one"), ("1", "one"), (2, "two"), (2.0, "two"), (0.5, "half"), (true, "yes"),
            ("true", "yes"),
            (.null, "none"), ("null", "none"), ([1, [1.0]] as Value, "one"), (3, nil), ("2", nil), (false, nil),
            ([.null, 9], nil),
        ] as [(Value, String?)])
    func `a result goes by its name, and a number by its value`(result: Value, node: String?) throws {  // D-14
        var graph = StateGraph("g")
        graph.addChannel("in")
        graph.addChannel("out", .reduce(.append))
        for name in ["one", "two", "half", "yes", "none"] { graph.addNode(name) { try $0.write("out", [Value(name)]) } }
        let table = [("1", "one"), ("2.0", "two"), ("5e-1", "half"), ("true", "yes"), ("null", "none"), ("[1]", "one")]
        graph.addConditionalEdge(
            from: StateGraph.start, table: table.map { (key: $0.0, node: $0.1) },
            Router(ValueRouter { $0["in"] ?? .null }))
        let run = try graph.compile().run(["in": result])
        if let node {
            #expect(run.output["out"] == [Value(node)])
        } else {
            #expect(run.failure?.code == .invalidUpdate)
        }
    }

    @Test func `null leads nowhere where the table does not have it`() throws {  // D-14
        var graph = StateGraph.tracing("g", "a")
        graph.addConditionalEdge(
            from: StateGraph.start, table: [(key: "yes", node: "a")], Router(ValueRouter { _ in .null }))
        let failure = try #require(try graph.compile().run([:]).failure)
        #expect(failure.code == .invalidUpdate && failure.message.contains("leads to null, which is no target"))
    }

    @Test func `a write to an unknown channel fails the node even where it catches the error`() throws {  // D-1
        var graph = StateGraph.tracing("g")
        graph.addTracing("a") { task in try? task.write("y", 1) }
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.compile().run([:]).failure?.code == .invalidUpdate)
    }

    @Test func `a node goes to none but its destinations`() throws {
        var graph = StateGraph.tracing("g", "b", "c")
        var options = NodeOptions()
        options.destinations = ["b"]
        graph.addTracing("a", options: options) { try $0.goto($0.input["x"]?.count == 1 ? "b" : "c") }
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.trace() == ["in", "a", "b"])
        #expect(try graph.compile().run([:]).failure?.code == .invalidUpdate)
    }

    @Test func `the interrupts of a step come together, in task order`() throws {  // RUN-7, INT-8
        var graph = StateGraph.tracing("g", "c")
        for name in ["b", "a"] { graph.addTracing(name) { _ = try $0.interrupt(Value("q" + name)) } }
        graph.addEdge(from: StateGraph.start, to: ["a", "b", "c"])
        let result = try graph.compile().run(["x": ["in"]])
        #expect(result.status == .interrupted)
        #expect(result.interrupts.map(\.value) == ["qa", "qb"])
        #expect(result.output == ["x": ["in", "c"]])
    }

    @Test func `a run stops before and after the nodes it is told`() throws {  // INT-11, INT-12
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b")
        let compiled = try graph.compile()
        var before = RunOptions()
        before.interruptBefore = .nodes(["b"])
        var after = RunOptions()
        after.interruptAfter = .all
        for options in [before, after] {
            let result = compiled.run(["x": ["in"]], options: options)
            #expect(result.status == .interrupted)
            #expect(result.interrupts.isEmpty)
            #expect(result.output == ["x": ["in", "a"]])
        }
    }

    @Test func `entries of a nested graph carry its path, and are shown where they are wanted`() throws {  // Q40, ST-8
        var inner = StateGraph.tracing("inner")
        inner.addTracing("i") { $0.emit("hello") }
        inner.addEdge(from: StateGraph.start, to: "i")
        var graph = StateGraph.tracing("g")
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addEdge(from: StateGraph.start, to: "sub")
        let all = Log<StreamEntry>()
        let root = Log<StreamEntry>()
        _ = try graph.compile().run(["x": []], options: .streaming([.custom, .updates], subgraphs: true, to: all))
        _ = try graph.compile().run(["x": []], options: .streaming([.custom, .updates], to: root))
        #expect(all.entries.map(\.path) == [["sub"], ["sub"], []])
        #expect(all.entries.map(\.data) == ["hello", ["i": ["x": ["i"]]], ["sub": ["x": ["i"]]]])
        #expect(root.entries.map(\.data) == [["sub": ["x": ["i"]]]])
    }
}

/// Decides by a value.
private final class ValueRouter: RouterBody {
    private let decide: @Sendable (Value) -> Value

    init(_ decide: @escaping @Sendable (Value) -> Value) { self.decide = decide }

    func route(_ context: TaskContext) { context.route(to: decide(context.input)) }
}
