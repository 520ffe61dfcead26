import PregelEngine
import PregelValues
import Testing

/// What a packet's node can read beside its argument (LangGraph `CONFIG_KEY_READ_STATE`).
@Suite struct PacketStateTests {
    /// A graph in which `a` writes, and sends packets to `w`, which sees one channel alone and keeps what it reads.
    private func graph(_ packets: Int, _ kind: @escaping @Sendable (TaskContext) throws -> Void) throws -> CompiledGraph
    {
        var graph = StateGraph("g")
        for name in ["x", "y"] { graph.addChannel(name) }
        graph.addChannel("seen", .reduce(.append))
        graph.addNode("a") { task in
            try task.write("x", 11)
            for number in 0..<packets { try task.send("w", Value(number)) }
        }
        var options = NodeOptions()
        options.input = ["x"]
        graph.addNode("w", .sync([], kind), options: options)
        graph.addEdge(from: StateGraph.start, to: "a")
        return try graph.compile()
    }

    @Test(arguments: [1, 2, 40]) func `every packet's node reads the channels that it sees`(packets: Int) throws {
        let graph = try graph(packets) { try $0.write("seen", [[$0.input, $0.readState() ?? .null]]) }
        let expected = (0..<packets).map { [Value($0), ["x": 11]] as Value }
        #expect(graph.run(["x": 1, "y": 2]).output["seen"] == .array(expected))
    }

    @Test func `a node that an edge triggers reads nothing, however its superstep runs`() throws {
        var alone = StateGraph("g")
        alone.addChannel("seen", .reduce(.append))
        for name in ["a", "b", "c"] {
            alone.addNode(name) { try $0.write("seen", [$0.readState() ?? .null]) }
        }
        alone.addEdge(from: StateGraph.start, to: "a")
        alone.addEdge(from: "a", to: "b")
        alone.addEdge(from: "a", to: "c")
        #expect(try alone.compile().run([:]).output["seen"] == [.null, .null, .null])
    }

    @Test func `nothing is read once the attempt is over`() throws {
        let kept = Kept()
        _ = try graph(1) { kept.task = $0 }.run(["x": 1])
        #expect(kept.task?.readState() == nil)
    }

    /// What a node kept of its attempt without right. The run is over before it is looked at.
    private final class Kept: @unchecked Sendable {
        var task: TaskContext?
    }
}
