import PregelEngine
import PregelValues
import Testing

/// What durability "exit" saves of a superstep that was refused: LangGraph's channels as far as they had got.
@Suite struct ApplyPartTests {
    private func conflict(_ durability: Durability) throws -> (graph: CompiledGraph, options: RunOptions) {
        var graph = StateGraph("g")
        graph.addChannel("log", .reduce(.append))
        graph.addChannel("one")
        graph.addChannel("after", .reduce(.sum))
        graph.addChannel("e", .ephemeral(guarded: false))
        for name in ["a", "b"] {
            graph.addNode(name) { task in
                try task.write("log", [Value(name)])
                try task.write("e", 1)
                try task.write("one", 1)
                try task.write("after", 1)
            }
            graph.addEdge(from: StateGraph.start, to: name)
            graph.addEdge(from: name, to: "end")
        }
        graph.addNode("end") { _ in }
        graph.addEdge(from: ["a", "b"], to: "end")
        var options = RunOptions()
        options.checkpointer = MemoryCheckpointer()
        options.threadID = "t"
        options.durability = durability
        return (try graph.compile(), options)
    }

    private func state(_ graph: CompiledGraph, _ options: RunOptions) throws -> StateSnapshot {
        let saver = try #require(options.checkpointer)
        return try #require(try GraphThread(graph, checkpointer: saver, threadID: "t").history().first)
    }

    @Test func `at exit the channels before the refusing one are saved, and what has run is not due`() throws {
        let (graph, options) = try conflict(.exit)
        #expect(graph.run(["log": ["in"]], options: options).failure?.code == .invalidConcurrentUpdate)
        let state = try state(graph, options)
        #expect(state.values == ["log": ["in", "a", "b"], "after": 0, "e": 1])
        #expect(state.next == [])
    }

    @Test func `otherwise nothing of the superstep is saved, and what has run is due again`() throws {  // D-7
        let (graph, options) = try conflict(.sync)
        #expect(graph.run(["log": ["in"]], options: options).failure?.code == .invalidConcurrentUpdate)
        let state = try state(graph, options)
        #expect(state.values == ["log": ["in"], "after": 0])
        #expect(state.next == ["a", "b"])
    }

    @Test(arguments: [Durability.exit, .sync])
    func `a superstep of one task is saved as one of several`(_ durability: Durability) throws {
        var graph = StateGraph("one")
        graph.addChannel("log", .reduce(.append))
        graph.addChannel("sum", .reduce(.sum))
        graph.addNode("n") { task in
            try task.write("log", ["n"])
            try task.write("sum", "no number")
        }
        graph.addEdge(from: StateGraph.start, to: "n")
        let compiled = try graph.compile()
        var seen: [StateSnapshot] = []
        // Where it may be drained a run goes the general way.
        for control in [nil, RunControl()] {
            var options = RunOptions()
            options.checkpointer = MemoryCheckpointer()
            options.threadID = "t"
            options.durability = durability
            options.control = control
            #expect(compiled.run(["log": ["in"]], options: options).failure?.code == .invalidUpdate)
            seen.append(try state(compiled, options))
        }
        #expect(seen[0].values == (durability == .exit ? ["log": ["in", "n"], "sum": 0] : ["log": ["in"], "sum": 0]))
        #expect(seen[0].values == seen[1].values && seen[0].next == seen[1].next)
    }
}
