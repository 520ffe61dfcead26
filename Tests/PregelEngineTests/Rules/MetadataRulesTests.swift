import PregelValues
import Testing

@testable import PregelEngine

/// What a checkpoint says of itself, and finding checkpoints by it (CP-2, CP-10, CP-12).
@Suite struct MetadataRulesTests {
    private func chain() throws -> SavedThread {
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b")
        return try SavedThread(graph)
    }

    @Test func `texts, numbers and booleans of a run's metadata are kept, under names that are free`() throws {  // CP-2
        let saved = try chain()
        saved.run([:]) {
            $0.metadata = [
                "user": "a\0da", "n": 1, "share": 0.5, "is": true, "list": [1], "object": ["a": 1], "nothing": .null,
                "__own": 1, "source": "mine", "thread_id": "mine", "langgraph_node": "mine", "langgraph_other": "kept",
            ]
        }
        #expect(
            try saved.thread.state().metadata
                == ["user": "ada", "n": 1, "share": 0.5, "is": true, "langgraph_other": "kept"])
        #expect(try saved.thread.state().source == .loop)
    }

    @Test func `metadata that is no object is none`() throws {  // CP-2
        let saved = try chain()
        saved.run([:]) { $0.metadata = ["ada"] }
        #expect(try saved.thread.state().metadata == nil)
    }

    @Test(arguments: [Persistence.inherit, .own])
    func `a nested graph's checkpoint names those of the graphs around it`(persistence: Persistence) throws {  // CP-2
        var innermost = StateGraph.tracing("innermost", "i")
        innermost.addPath(StateGraph.start, "i")
        var inner = StateGraph.tracing("inner")
        inner.addNode("deep", .graph(try innermost.compile(), persistence: persistence))
        inner.addPath(StateGraph.start, "deep")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile(), persistence: persistence))
        graph.addPath(StateGraph.start, "sub")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        let root = try saved.thread.state(at: saved.checkpoint(after: 0), subgraphs: true)
        let middle = try #require(root.tasks.first?.state.first)
        let before = try saved.thread.nested(at: middle.namespace).history().first { $0.next == ["deep"] }
        let place = try #require(before)
        let deep = saved.thread.nested(
            at: persistence == .own ? "sub|deep" : middle.namespace + "|deep:" + (place.tasks.first?.id ?? ""))
        #expect(root.parents == [:] && root.checkpoints == ["": root.checkpointID])
        #expect(place.parents == ["": root.checkpointID])
        let history = try deep.history()
        #expect(history.map(\.step) == [1, 0, -1])
        for state in history {
            #expect(state.parents == ["": root.checkpointID, middle.namespace: place.checkpointID])
            #expect(state.checkpoints.count == 3 && state.checkpoints[deep.namespace] == state.checkpointID)
        }
        let updated = try deep.update(["x": ["u"]])
        #expect(try deep.state(at: updated).parents == history[0].parents)
    }

    @Test func `a history is filtered by what checkpoints say of themselves, then limited`() throws {  // CP-10
        let saved = try chain()
        saved.run([:]) { $0.metadata = ["user": "ada", "n": 1] }
        saved.run([:]) { $0.metadata = ["user": "bob", "n": 1] }
        func steps(_ filter: Value, _ limit: Int? = nil, before: CheckpointID? = nil) throws -> [Int?] {
            try saved.thread.history(filter: filter, before: before, limit: limit).map(\.step)
        }
        #expect(try steps([:]) == [6, 5, 4, 3, 2, 1, 0, -1])
        #expect(try steps(["source": "input"]) == [3, -1])
        #expect(try steps(["step": 1]) == [1])
        #expect(try steps(["user": "ada", "source": "loop"]) == [2, 1, 0])
        #expect(try steps(["user": "ada", "source": "loop"], 2) == [2, 1])
        #expect(try steps(["n": 1.0, "parents": [:]], 1) == [6])
        #expect(try steps(["n": 1], before: saved.checkpoint(after: 1)) == [0, -1])
        #expect(try steps(["user": "eve"]) == [] && steps(["source": "fork"]) == [])
        // What is not there is null, as LangGraph's saver in memory has it.
        #expect(try steps(["nope": .null], 1) == [6])
        #expect(throws: Failure.self) { try steps("loop") }
    }

    @Test func `a state says when it was made`() throws {  // CP-12
        let saved = try chain()
        #expect(try saved.thread.state().createdAt == nil)
        saved.run([:])
        let made = try #require(try saved.thread.state().createdAt)
        #expect(made.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00/#) != nil)
        var clock = TimestampCache()
        #expect(made <= (clock.now.string ?? ""))
        // Also where ids are ahead of the time, because a greater one has been seen.
        _ = CheckpointID("1f1e5519-dbf0-6ecd-bffe-5eebf69815b8")
        saved.run([:])
        #expect(try saved.thread.state().createdAt?.prefix(2) == "20")
        #expect(Timestamp.text(milliseconds: 1_700_000_000_042) == "2023-11-14T22:13:20.042+00:00")
    }
}
