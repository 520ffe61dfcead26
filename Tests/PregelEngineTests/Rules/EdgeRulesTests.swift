import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// What follows a node, and what a run gives (SG-7 to SG-16).
@Suite struct EdgeRulesTests {
    @Test func `after a node come its writes, then what it goes to, then edges, joins and routes`() throws {  // SG-7
        var graph = StateGraph.tracing("g", "edge", "goto", "join", "route")
        graph.addTracing("a") { try $0.goto("goto") }
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addEdge(from: "a", to: ["edge", StateGraph.end])
        graph.addEdge(from: ["a"], to: "join")
        graph.addConditionalEdge(from: "a", Router { _ in [.to("route")] })
        let compiled = try graph.compile()
        #expect(compiled.run(["x": ["in"]]).output == ["x": ["in", "a", "edge", "goto", "join", "route"]])
        // In the record of the task the order shows.
        var stopping = graph
        stopping.addAsking("ask", "q")
        stopping.addEdge(from: StateGraph.start, to: "ask")
        let saver = MemoryCheckpointer()
        try SavedThread(stopping, in: saver).run(["x": ["in"]])
        let tasks = try #require(saver.get(thread: "t", namespace: "", id: nil)).tasks
        let output = try #require(tasks.map(\.encoded).first { $0["node"] == "a" })["output"]
        #expect(output?["triggers"] == ["branch:to:goto", "branch:to:edge", "branch:to:route"])
        #expect(output?["joins"] == [["join:a:join", 0]])
    }

    @Test func `a node that writes nothing changes nothing, and its edges are followed`() throws {  // SG-8
        var graph = StateGraph.tracing("g", "b")
        graph.addNode("a") { _ in }
        graph.addPath(StateGraph.start, "a", "b")
        #expect(try graph.trace() == ["in", "b"])
    }

    @Test func `a node writes as many channels as it likes, with null as a value, and goes on besides`() throws {
        // SG-8, SG-10
        var graph = StateGraph.tracing("g", "b", "c")
        graph.addChannel("n")
        graph.addNode("a") { task in
            try task.write("x", ["a"])
            try task.write("n", .null)
            try task.goto("c")
            try task.goto(StateGraph.end)
        }
        graph.addPath(StateGraph.start, "a", "b")
        #expect(try graph.compile().run(["x": ["in"]]).output == ["x": ["in", "a", "b", "c"], "n": .null])
    }

    @Test func `a command to the parent leaves the nested graph, and means its nodes and channels`() throws {  // SG-11
        var inner = StateGraph("inner")
        inner.addNode("i") { task in
            try task.commandParent()
            #expect(throws: Failure.self) { try task.goto("i") }
        }
        inner.addPath(StateGraph.start, "i")
        var graph = StateGraph.tracing("g", "q")
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let failure = try graph.compile().run([:]).failure
        #expect(failure?.code == .invalidUpdate && failure?.message.contains("\"g\"") == true)
    }

    @Test func `a table maps what a router gives, packets pass through`() throws {  // SG-12
        var graph = StateGraph.tracing("g", "a", "b", "w")
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addConditionalEdge(
            from: "a", table: [(key: "yes", node: "b"), (key: "stop", node: StateGraph.end)],
            Router { state in
                state["x"]?.count == 2 ? [.to("yes"), .to("stop"), .send("w", 1)] : []
            })
        #expect(try graph.trace() == ["in", "a", "b", "w"])
        #expect(try graph.compile().run([:]).output == ["x": ["a"]])
    }

    @Test func `a packet to END is refused, END and nothing are no target`() throws {  // SG-12
        for routes in [[Route.to(StateGraph.end)], []] {
            var graph = StateGraph.tracing("g", "a")
            graph.addEdge(from: StateGraph.start, to: "a")
            graph.addConditionalEdge(from: "a", Router { _ in routes })
            #expect(try graph.trace() == ["in", "a"])
        }
        var graph = StateGraph.tracing("g", "a")
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addConditionalEdge(from: "a", Router { _ in [.send(StateGraph.end, 1)] })
        #expect(try graph.compile().run([:]).failure?.code == .invalidUpdate)
    }

    @Test func `several conditional edges of a node are all followed`() throws {  // SG-13
        var graph = StateGraph.tracing("g", "a", "b", "c")
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addConditionalEdge(from: "a", Router { _ in [.to("b")] })
        graph.addConditionalEdge(from: "a", Router { _ in [.to("c")] })
        #expect(try graph.trace() == ["in", "a", "b", "c"])
    }

    @Test func `a run gives the output's channels, its stream and its state all of the state's`() throws {  // SG-16
        let log = Log<StreamEntry>()
        var graph = StateGraph.tracing("g", "a")
        graph.addChannel("private")
        graph.output = ["x"]
        graph.addEdge(from: StateGraph.start, to: "a")
        let saved = try SavedThread(graph)
        let result = saved.run(["private": 1]) {
            $0.stream = .values
            $0.onStream = { log.add($0) }
        }
        #expect(result.output == ["x": ["a"]])
        #expect(log.entries.last?.data == ["x": ["a"], "private": 1])
        #expect(try saved.thread.state().values == ["x": ["a"], "private": 1])
    }
}
