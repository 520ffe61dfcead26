import PregelValues
import Testing

@testable import PregelEngine

/// Channels whose checkpoints hold what was written, with a checkpointer that keeps nothing but encoded values.
@Suite struct DeltaChannelTests {
    private let saver = CodingCheckpointer()

    /// A loop of one node that appends its round, until there are six.
    private func loop(frequency: Int = 100) throws -> CompiledGraph {
        var graph = StateGraph("loop")
        graph.addChannel("log", .delta(.append, snapshotFrequency: frequency))
        graph.addChannel("n", .reduce(.sum))
        graph.addNode("a") { task in
            let round = task.input["n"]?.int ?? 0
            if round == 3 { _ = try task.interrupt("go on?") }
            try task.write("log", [Value(round)])
            try task.write("n", 1)
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        let ends = Router { state in [.to(state["n"]?.int ?? 0 < 6 ? "a" : StateGraph.end)] }
        graph.addConditionalEdge(from: "a", targets: ["a", StateGraph.end], ends)
        return try graph.compile()
    }

    private func options(_ durability: Durability = .sync) -> RunOptions {
        var options = RunOptions()
        options.checkpointer = saver
        options.threadID = "t"
        options.durability = durability
        return options
    }

    /// Which checkpoints have the whole list, oldest first.
    private var whole: [Bool] {
        saver.list(thread: "t", namespace: "", before: nil, limit: nil).reversed().map {
            $0.state.encoded["channel_values"]?["log"]?.count == 2
        }
    }

    @Test func `a list is rebuilt from what each superstep wrote`() throws {  // CH-13
        let graph = try loop()
        #expect(graph.run(["log": ["in"]], options: options()).status == .interrupted)
        #expect(whole.allSatisfy { !$0 })
        let result = graph.run(.command(RunCommand(resume: .value("yes"))), options: options())
        #expect(result.output["log"] == ["in", 0, 1, 2, 3, 4, 5])
        let thread = GraphThread(graph, checkpointer: saver, threadID: "t")
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, 3, 4, 5])
        #expect(
            try thread.history().reversed().map { $0.values["log"]?.count ?? 0 } == [0, 1, 2, 3, 4, 5, 6, 7])
    }

    @Test func `every so many writes a checkpoint has all of it`() throws {  // CH-13
        let graph = try loop(frequency: 3)
        _ = graph.run(["log": ["in"]], options: options())
        _ = graph.run(.command(RunCommand(resume: .value("yes"))), options: options())
        #expect(whole == [false, false, false, true, false, false, true, false])
        let thread = GraphThread(graph, checkpointer: saver, threadID: "t")
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, 3, 4, 5])
    }

    @Test func `an update, a branch and durability "exit" keep all of it`() throws {  // CH-13
        let graph = try loop()
        _ = graph.run(["log": ["in"]], options: options())
        let thread = GraphThread(graph, checkpointer: saver, threadID: "t")
        try thread.update(["log": ["up"]], asNode: "a")
        #expect(whole.last == true)
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, "up"])
        var replay = options()
        replay.checkpointID = try thread.history().first { $0.values["log"] == ["in", 0] }?.checkpointID
        #expect(graph.run(.proceed, options: replay).output["log"] == ["in", 0, 1, 2])
        #expect(
            graph.run(.command(RunCommand(update: ["log": ["said"]])), options: options(.exit)).status == .interrupted)
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, "said"])
    }

    @Test func `an overwrite counts alone, and null empties`() throws {  // CH-13
        let cell = Probe(.delta(.append, snapshotFrequency: 100))
        #expect(try cell.update([["a"], ["b"]]))
        #expect(cell.value == ["a", "b"])
        #expect(
            try cell.update(writes: [
                ChannelWrite(value: ["x"]), ChannelWrite(value: ["c"], isOverwrite: true), ChannelWrite(value: ["y"]),
            ]))
        #expect(cell.value == ["c"])
        #expect(try cell.update(writes: [ChannelWrite(value: .null, isOverwrite: true)]))
        #expect(cell.value == [])
        let twice = [ChannelWrite(value: ["c"], isOverwrite: true), ChannelWrite(value: ["d"], isOverwrite: true)]
        #expect(cell.refusal(ofWrites: twice) == .invalidConcurrentUpdate)
        #expect(cell.refusal(of: [1]) == .invalidUpdate)
    }
}
