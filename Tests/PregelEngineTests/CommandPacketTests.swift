import PregelEngine
import PregelValues
import Testing

/// Packets that somebody outside sends.
@Suite struct CommandPacketTests {
    private func thread() throws -> (graph: CompiledGraph, options: RunOptions) {
        var graph = StateGraph.tracing("g", "a")
        graph.addNode("w") { try $0.write("x", [$0.input["i"] ?? .null]) }
        graph.addEdge(from: StateGraph.start, to: "a")
        var options = RunOptions()
        options.checkpointer = MemoryCheckpointer()
        options.threadID = "t"
        return (try graph.compile(), options)
    }

    @Test func `a command's packets run in the next superstep`() throws {  // INT-9
        let (graph, options) = try thread()
        _ = graph.run(["x": ["in"]], options: options)
        let command = RunCommand(goto: ["a"], packets: [("w", ["i": 1]), ("w", ["i": 2])])
        #expect(graph.run(.command(command), options: options).output == ["x": ["in", "a", "a", 1, 2]])
    }

    @Test func `on a new thread they run after START`() throws {  // INT-9
        let (graph, options) = try thread()
        let command = RunCommand(packets: [("w", ["i": 7])])
        #expect(graph.run(.command(command), options: options).output == ["x": ["a", 7]])
    }

    @Test func `a packet needs a node`() throws {  // D-2
        let (graph, options) = try thread()
        for node in ["ww", "END"] {
            let failure = graph.run(.command(RunCommand(packets: [(node, .null)])), options: options).failure
            #expect(failure?.code == .invalidUpdate)
        }
    }
}
