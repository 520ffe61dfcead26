import PregelEngine
import PregelValues
import Testing

/// Reading and writing the state of a thread (CP-12 to CP-15).
@Suite struct StateRulesTests {
    /// START leads to "it", which asks, and "ok", which leads to "z".
    private func halfDone() throws -> SavedThread {
        var graph = StateGraph.tracing("g", "ok", "z")
        graph.addAsking("it", "q")
        graph.addEdge(from: StateGraph.start, to: ["ok", "it"])
        graph.addPath("ok", "z")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        return saved
    }

    private func refusal(_ body: () throws -> Void) -> ErrorCode? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Failure)?.code
        }
    }

    @Test func `the newest state shows what finished tasks have done, and what is open`() throws {  // CP-12
        let state = try halfDone().thread.state()
        #expect(state.values == ["x": ["in", "ok"]])
        #expect(state.next == ["it"])
        #expect(state.interrupts.map(\.value) == ["q"])
        #expect(state.tasks.map(\.name) == ["ok", "it"])
        #expect(state.tasks.map(\.result) == [["x": ["ok"]], nil])
        #expect(Set(state.tasks.map(\.id)).count == 2)
    }

    @Test func `a state at a checkpoint is as it was, with all of its tasks`() throws {  // CP-12
        let saved = try halfDone()
        saved.resume("A")
        let state = try saved.thread.state(at: try saved.checkpoint(after: 0))
        #expect(state.values == ["x": ["in"]])
        #expect(state.next == ["ok", "it"])
        #expect(state.interrupts.map(\.value) == ["q"])
        #expect(state.tasks.map(\.result) == [["x": ["ok"]], ["x": ["A"]]])
    }

    @Test func `a task that wrote nothing has an empty result`() throws {  // CP-12, RUN-2
        var graph = StateGraph.tracing()
        graph.addNode("nothing") { _ in }
        graph.addPath(StateGraph.start, "nothing")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(try saved.thread.state(at: try saved.checkpoint(after: 0)).tasks.map(\.result) == [[:]])
    }

    @Test func `a thread that nobody knows has an empty state`() throws {  // CP-12
        var graph = StateGraph.tracing("g", "a")
        graph.addPath(StateGraph.start, "a")
        let state = try SavedThread(graph).thread.state()
        #expect(state.checkpointID == nil && state.next.isEmpty && state.tasks.isEmpty)
        #expect(state.values == [:])
    }

    @Test func `an update runs the writers of its node: channels, edges, joins and conditional edges`() throws {
        // CP-13, Q13
        var graph = StateGraph.tracing("g", "a", "b", "c", "d", "e")
        graph.addPath(StateGraph.start, "a", "b")
        graph.addEdge(from: ["b", "c"], to: "d")
        graph.addConditionalEdge(from: "c", Router { [.to($0["x"]?.items.last == "u" ? "e" : "a")] })
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(try saved.thread.state().next == [])
        let id = try saved.thread.update(["x": ["u"]], asNode: "c")
        let state = try saved.thread.state()
        #expect(state.checkpointID == id && state.source == .update)
        #expect(state.next == ["d", "e"])
        #expect(saved.proceed().output == ["x": ["in", "a", "b", "u", "d", "e"]])
    }

    @Test func `an update clears what lives for one superstep, and null follows edges alone`() throws {  // CP-13
        var graph = StateGraph.tracing("g", "b")
        graph.addChannel("flash", .ephemeral())
        graph.addTracing("a") { try $0.write("flash", 1) }
        graph.addPath(StateGraph.start, "a", "b")
        graph.interruptAfter = .nodes(["a"])
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(try saved.thread.state().values == ["x": ["in", "a"], "flash": 1])
        try saved.thread.update(.null, asNode: "a")
        #expect(try saved.thread.state().values == ["x": ["in", "a"]])
        #expect(try saved.thread.state().next == ["b"])
    }

    @Test func `an update is shown as its task's result, and drops what its siblings did`() throws {  // CP-13, Q20
        let saved = try halfDone()
        let before = try saved.thread.state().checkpointID
        try saved.thread.update(["x": ["U"]], asNode: "it")
        #expect(try saved.trace() == ["in", "U"])
        #expect(try saved.thread.state().next == [])
        let task = try saved.thread.state(at: before).tasks.first { $0.name == "it" }
        #expect(task?.result == ["x": ["U"]])
    }

    @Test func `an update stands for START on a new thread, else for the node that ran last`() throws {  // CP-14
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b")
        graph.interruptAfter = .nodes(["a"])
        let saved = try SavedThread(graph)
        try saved.thread.update(["x": ["u"]])
        #expect(try saved.thread.state().next == ["a"])
        saved.proceed()
        try saved.thread.update(["x": ["v"]])
        // The update itself counts for nothing: the next one still stands for "a".
        try saved.thread.update(["x": ["w"]])
        #expect(try saved.thread.state().next == ["b"])
        #expect(try saved.trace() == ["u", "a", "v", "w"])
    }

    @Test func `where several nodes ran last, or none has the name, an update is refused`() throws {  // CP-14
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        let saved = try SavedThread(graph)
        saved.run([:])
        #expect(refusal { try saved.thread.update(["x": ["u"]]) } == .invalidUpdate)
        #expect(refusal { try saved.thread.update(["x": ["u"]], asNode: "nope") } == .invalidUpdate)
        #expect(try saved.story() == ["input -1", "loop 0", "loop 1"])
    }

    @Test func `an update on an interrupted thread drops the question, and as another node the task`() throws {
        // CP-13, CP-14
        var graph = StateGraph.tracing("g", "b", "c")
        graph.addAsking("ask", "q")
        graph.addPath(StateGraph.start, "ask", "b")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        // "ask" has not ended yet: START was the last.
        try saved.thread.update(["x": ["u"]])
        var state = try saved.thread.state()
        #expect(state.next == ["ask"] && state.interrupts.isEmpty)
        try saved.thread.update(["x": ["v"]], asNode: "c")
        state = try saved.thread.state()
        #expect(state.next == [] && state.values == ["x": ["in", "u", "v"]])
        let steps = try saved.thread.history(before: try saved.checkpoint(after: 1), limit: 1).map(\.step)
        #expect(steps == [0])
        #expect(refusal { try saved.thread.update(["x": ["w"]], asNode: StateGraph.end) } == .invalidUpdate)
        #expect(refusal { try saved.thread.update(.null, asNode: "__input__") } == .invalidUpdate)
    }

    @Test func `null as END keeps what has finished and drops what is due`() throws {  // CP-14, Q20
        let saved = try halfDone()
        try saved.thread.update(.null, asNode: StateGraph.end)
        #expect(try saved.trace() == ["in", "ok"])
        #expect(try saved.thread.state().next == ["z"])
    }

    @Test func `an update as input keeps old tasks, one as START clears them`() throws {  // CP-14, Q48
        for (node, next) in [("__input__", ["START", "b"]), (StateGraph.start, ["a"])] {
            var graph = StateGraph.tracing("g", "a", "b")
            graph.addPath(StateGraph.start, "a", "b")
            graph.interruptBefore = .nodes(["b"])
            let saved = try SavedThread(graph)
            saved.run(["x": ["in"]])
            try saved.thread.update(["x": ["2"]], asNode: node)
            #expect(try saved.thread.state().next == next)
        }
    }

    @Test func `a copy is a sibling of its checkpoint`() throws {  // CP-14
        let saved = try halfDone()
        let original = try saved.thread.state()
        try saved.thread.update(.null, asNode: "__copy__")
        let copy = try saved.thread.state()
        #expect(copy.source == .fork && copy.parentID == original.parentID)
        #expect(copy.next == ["ok", "it"] && copy.values == ["x": ["in"]])
    }

    @Test func `updates come superstep by superstep, several in one need their nodes named`() throws {  // CP-15
        var graph = StateGraph.tracing("g", "a", "b", "c")
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        graph.addEdge(from: ["a", "b"], to: "c")
        let saved = try SavedThread(graph)
        let both = [StateUpdate(["x": ["2"]], asNode: "b"), StateUpdate(["x": ["1"]], asNode: "a")]
        try saved.thread.update([[StateUpdate(["x": ["in"]], asNode: StateGraph.start)], both])
        #expect(try saved.story() == ["update 0", "update 1"])
        // By their place in the list.
        #expect(try saved.trace() == ["in", "2", "1"])
        #expect(try saved.thread.state().next == ["c"])
        #expect(refusal { try saved.thread.update([[StateUpdate([:]), StateUpdate([:])]]) } == .invalidUpdate)
        #expect(refusal { try saved.thread.update([]) } == .invalidUpdate)
        #expect(refusal { try saved.thread.update([[]]) } == .invalidUpdate)
    }
}
