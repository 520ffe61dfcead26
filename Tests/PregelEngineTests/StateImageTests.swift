import PregelValues
import Testing

@testable import PregelEngine

/// Checkpoints in memory, which keep what has changed since another one.
@Suite struct StateImageTests {
    /// Counts to `n`, with many channels besides, of which each superstep writes one.
    private func counter(_ n: Int) throws -> CompiledGraph {
        var graph = StateGraph("counter")
        graph.addChannel("count")
        graph.addChannel("list", .reduce(.append))
        graph.addChannel("brief", .ephemeral())
        for index in 0..<50 { graph.addChannel("c\(index)") }
        graph.addNode("step") { task in
            let count = (task.input["count"]?.int ?? 0) + 1
            try task.write("count", Value(count))
            try task.write("list", [Value(count)])
            if count % 2 == 0 { try task.write("brief", Value(count)) }
            try task.write("c\(count % 50)", Value(count))
        }
        graph.addEdge(from: StateGraph.start, to: "step")
        graph.addConditionalEdge(
            from: "step", Router { [.to(($0["count"]?.int ?? 0) < n ? "step" : StateGraph.end)] })
        return try graph.compile()
    }

    /// The state after `count` supersteps.
    private func expected(_ count: Int) -> [String: Value] {
        var values: [String: Value] = ["list": .array((1...count).map { Value($0) }), "count": Value(count)]
        if count % 2 == 0 { values["brief"] = Value(count) }
        for step in 1...count { values["c\(step % 50)"] = Value(step) }
        return values
    }

    private func saved(_ thread: String) -> RunOptions {
        var options = RunOptions()
        options.recursionLimit = 1_000
        options.checkpointer = MemoryCheckpointer()
        options.threadID = thread
        return options
    }

    private func members(_ value: Value) -> [String: Value] {
        Dictionary(value.members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }

    @Test func `each state of a long thread is what it was`() throws {
        let graph = try counter(600)
        let options = saved("long")
        #expect(graph.run(["count": 0], options: options).status == .completed)
        let checkpointer = try #require(options.checkpointer)
        let history = try GraphThread(graph, checkpointer: checkpointer, threadID: "long").history()
        #expect(history.count == 602)
        for count in 1...600 { #expect(members(history[600 - count].values) == expected(count)) }
    }

    @Test(arguments: [1, 63, 64, 65, 130, 299])
    func `a run goes on from any of them`(from count: Int) throws {
        let graph = try counter(300)
        var options = saved("t")
        #expect(graph.run(["count": 0], options: options).status == .completed)
        let thread = GraphThread(graph, checkpointer: try #require(options.checkpointer), threadID: "t")
        options.checkpointID = try thread.history()[300 - count].checkpointID
        let again = graph.run(.proceed, options: options)
        #expect(again.status == .completed && again.steps == 300 - count)
        #expect(members(again.output) == expected(300))
        // And those behind the branch are what they should be, as those before it still are.
        options.checkpointID = nil
        let history = try thread.history()
        #expect(members(history[0].values) == expected(300))
        #expect(members(history[history.count - 3].values) == expected(1))
    }

    @Test func `what is saved elsewhere is the same as what is kept here`() throws {
        let graph = try counter(200)
        let options = saved("t")
        #expect(graph.run(["count": 0], options: options).status == .completed)
        let checkpointer = try #require(options.checkpointer)
        for saved in try checkpointer.list(thread: "t", namespace: "", before: nil, limit: nil) {
            let kept = saved.state.state(for: graph)
            let decoded = SavedState(encoded: saved.state.encoded).state(for: graph)
            #expect(StateCodec(graph: graph).encode(kept) == StateCodec(graph: graph).encode(decoded))
        }
    }

    @Test func `a run that does nothing changes no checkpoint`() throws {
        let graph = try counter(3)
        var options = saved("t")
        #expect(graph.run(["count": 0], options: options).status == .completed)
        let checkpointer = try #require(options.checkpointer)
        let thread = GraphThread(graph, checkpointer: checkpointer, threadID: "t")
        let id = try thread.update(["count": 5], asNode: "step")
        let newest = try #require(try checkpointer.get(thread: "t", namespace: "", id: id))
        let before = newest.state.encoded
        #expect(graph.run(.proceed, options: options).steps == 0)
        #expect(newest.state.encoded == before)
        options.checkpointID = id
        _ = graph.run(.proceed, options: options)
        #expect(newest.state.encoded == before)
        let saved = try checkpointer.list(thread: "t", namespace: "", before: nil, limit: 1)
        #expect(saved.first?.state.encoded["updated_channels"] == .null)
    }
}
