import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// Runs that start from a checkpoint of a nested graph (TT-5); what they give is what LangGraph gives.
@Suite struct NestedReplayRulesTests {
    /// p, then a graph of s1, s2 and s3, then q; the nested part runs `rounds` times.
    private func thread(_ persistence: Persistence, rounds: Int = 1, ran: Log<String>) throws -> SavedThread {
        var inner = StateGraph.tracing("inner")
        for node in ["s1", "s2", "s3"] { inner.addTracing(node) { _ in ran.add(node) } }
        inner.addPath(StateGraph.start, "s1", "s2", "s3")
        var graph = StateGraph.tracing()
        for node in ["p", "q"] { graph.addTracing(node) { _ in ran.add(node) } }
        graph.addNode("sub", .graph(try inner.compile(), persistence: persistence))
        graph.addPath(StateGraph.start, "p", "sub", "q")
        graph.addConditionalEdge(
            from: "q",
            Router { state in
                let count = state["x"]?.items.filter { $0 == "q" }.count ?? 0
                return [.to(count < rounds ? "sub" : StateGraph.end)]
            })
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        return saved
    }

    /// The nested graph's state before s2 ran for the first time.
    private func place(_ saved: SavedThread) throws -> StateSnapshot {
        let root = try #require(try saved.thread.history().last { $0.next == ["sub"] })
        let nested = try #require(
            try saved.thread.state(at: root.checkpointID, subgraphs: true).tasks.first?.state.first)
        let history = try saved.thread.nested(at: nested.namespace).history()
        return try #require(history.last { $0.next == ["s2"] })
    }

    @Test func `a nested graph with a history of its own goes on from the checkpoint, on a branch`() throws {  // TT-5
        let ran = Log<String>()
        let saved = try thread(.own, ran: ran)
        let place = try place(saved)
        let result = saved.proceed { $0.checkpoints = place.checkpoints }
        #expect(ran.entries.dropFirst(5) == ["s2", "s3", "q"])
        #expect(result.output == ["x": ["in", "p", "in", "p", "s1", "s2", "s3", "q"]])
        #expect(try saved.story().suffix(3) == ["fork 2", "loop 3", "loop 4"])
        let nested = try saved.thread.nested(at: "sub").history()
        #expect(nested.prefix(3).map(\.source) == [.loop, .loop, .fork])
        #expect(nested.prefix(3).map(\.step) == [4, 3, 2])
    }

    @Test func `what keeps no history of its own is run again from its start`() throws {  // TT-5
        let ran = Log<String>()
        let saved = try thread(.inherit, ran: ran)
        let place = try place(saved)
        #expect(saved.proceed { $0.checkpoints = place.checkpoints }.output["x"]?.items.count == 8)
        #expect(ran.entries.dropFirst(5) == ["s1", "s2", "s3", "q"])
    }

    @Test func `new input goes on from the nested checkpoint, too`() throws {  // TT-5
        let ran = Log<String>()
        let saved = try thread(.own, ran: ran)
        let place = try place(saved)
        let result = saved.run(["x": ["new"]]) { $0.checkpoints = place.checkpoints }
        #expect(ran.entries.dropFirst(5) == ["p", "s1", "s2", "s3", "q"])
        let nested: [Value] = ["in", "p", "s1", "in", "p", "new", "p", "s1", "s2", "s3"]
        #expect(result.output == ["x": .array(["in", "p", "new", "p"] + nested + ["q"])])
    }

    @Test func `an update of a nested state is gone on from`() throws {  // TT-5, SUB-12
        let ran = Log<String>()
        let saved = try thread(.own, ran: ran)
        let nested = saved.thread.nested(at: "sub")
        let place = try place(saved)
        let updated = try nested.state(at: try nested.update(["x": ["U"]], at: place.checkpointID))
        #expect(updated.parents == place.parents)
        let result = saved.proceed { $0.checkpoints = updated.checkpoints }
        #expect(ran.entries.dropFirst(5) == ["s2", "s3", "q"])
        #expect(result.output == ["x": ["in", "p", "in", "p", "s1", "U", "s2", "s3", "q"]])
        // The update is a branch already: no fork is made.
        #expect(try nested.history().prefix(3).map(\.source) == [.loop, .loop, .update])
    }

    @Test func `each round of the run starts from the nested checkpoint`() throws {  // TT-5
        let ran = Log<String>()
        let saved = try thread(.own, rounds: 2, ran: ran)
        let place = try place(saved)
        let result = saved.proceed { $0.checkpoints = place.checkpoints }
        #expect(ran.entries.dropFirst(9) == ["s2", "s3", "q", "s1", "s2", "s3", "q"])
        let first: [Value] = ["in", "p", "in", "p", "s1", "s2", "s3", "q"]
        #expect(result.output == ["x": .array(first + ["in", "p", "s1"] + first + ["s1", "s2", "s3", "q"])])
        let sources = try saved.thread.nested(at: "sub").history().prefix(5).map(\.source)
        #expect(sources == [.loop, .loop, .loop, .loop, .input])
    }
}
