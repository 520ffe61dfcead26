import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// Going on from old checkpoints (TT-1 to TT-5).
@Suite struct TimeTravelRulesTests {
    private func chain(ran: Log<String> = Log()) throws -> SavedThread {
        var graph = StateGraph.tracing()
        for name in ["a", "b", "c"] { graph.addTracing(name) { _ in ran.add(name) } }
        graph.addPath(StateGraph.start, "a", "b", "c")
        return try SavedThread(graph)
    }

    /// a, then "ask", then z.
    private func asking(ran: Log<String> = Log()) throws -> SavedThread {
        var graph = StateGraph.tracing("g", "z")
        graph.addTracing("a") { _ in ran.add("a") }
        graph.addAsking("ask", "q", ran: ran)
        graph.addPath(StateGraph.start, "a", "ask", "z")
        return try SavedThread(graph)
    }

    @Test func `a replay runs everything after its checkpoint again, and ignores what was saved of it`() throws {
        // TT-1
        let ran = Log<String>()
        let saved = try chain(ran: ran)
        saved.run(["x": ["in"]])
        let at = try saved.checkpoint(after: 1)
        #expect(saved.proceed { $0.checkpointID = at }.output == ["x": ["in", "a", "b", "c"]])
        #expect(ran.entries == ["a", "b", "c", "b", "c"])
    }

    @Test func `a replay drops answers and asks again`() throws {  // TT-1
        let saved = try asking()
        saved.run(["x": ["in"]])
        saved.resume("A")
        let at = try saved.checkpoint(after: 1)
        let replayed = saved.proceed { $0.checkpointID = at }
        #expect(replayed.interrupts.map(\.value) == ["q"])
        #expect(saved.resume("B").output == ["x": ["in", "a", "B", "z"]])
    }

    @Test func `a replay of the newest checkpoint runs again what had finished beside it`() throws {  // TT-1
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addAsking("ask", "q")
        graph.addTracing("done") { _ in ran.add("done") }
        graph.addEdge(from: StateGraph.start, to: ["ask", "done"])
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        saved.proceed()
        #expect(ran.count == 1)
        let newest = try saved.thread.state().checkpointID
        saved.proceed { $0.checkpointID = newest }
        #expect(ran.count == 2)
    }

    @Test func `a replay begins with a fork, even where nothing is left to run`() throws {  // TT-2, Q47
        let saved = try chain()
        saved.run(["x": ["in"]])
        let end = try saved.checkpoint(after: 3)
        #expect(saved.proceed { $0.checkpointID = end }.output == ["x": ["in", "a", "b", "c"]])
        #expect(try saved.story().suffix(1) == ["fork 4"])
        let middle = try saved.checkpoint(after: 1)
        saved.proceed { $0.checkpointID = middle }
        #expect(try saved.story().suffix(3) == ["fork 2", "loop 3", "loop 4"])
        let fork = try saved.thread.history()[2]
        #expect(fork.parentID == middle && fork.source == .fork)
    }

    @Test func `what is an update or fork itself is not forked again, unless the thread has moved on`() throws {
        // TT-2
        let saved = try chain()
        saved.run(["x": ["in"]])
        let update = try saved.thread.update(["x": ["u"]], asNode: "a", at: try saved.checkpoint(after: 1))
        #expect(saved.proceed { $0.checkpointID = update }.output == ["x": ["in", "a", "u", "b", "c"]])
        #expect(try saved.story().suffix(3) == ["update 2", "loop 3", "loop 4"])
        saved.proceed { $0.checkpointID = update }
        #expect(try saved.story().suffix(3) == ["fork 3", "loop 4", "loop 5"])
    }

    @Test func `input at an old checkpoint starts a branch, and nothing old is lost`() throws {  // TT-3
        let saved = try chain()
        saved.run(["x": ["in"]])
        let at = try saved.checkpoint(after: 1)
        let result = saved.run(["x": ["new"]]) { $0.checkpointID = at }
        #expect(result.output == ["x": ["in", "a", "new", "a", "b", "c"]])
        let history = try saved.thread.history()
        #expect(history.count == 5 + 5)
        #expect(history.first { $0.source == .input && $0.step == 2 }?.parentID == at)
        #expect(try saved.trace() == ["in", "a", "new", "a", "b", "c"])
        #expect(try saved.thread.history()[5].values == ["x": ["in", "a", "b", "c"]])
    }

    @Test func `an answer at a checkpoint that was passed does not change the answer given then`() throws {
        // TT-4, Q44
        let saved = try asking()
        saved.run(["x": ["in"]])
        saved.resume("R")
        let at = try saved.checkpoint(after: 1)
        #expect(saved.resume("R2") { $0.checkpointID = at }.output == ["x": ["in", "a", "R", "z"]])
    }

    @Test func `an answer at the newest checkpoint is one without a checkpoint`() throws {  // TT-4
        let ran = Log<String>()
        let saved = try asking(ran: ran)
        saved.run(["x": ["in"]])
        let newest = try saved.thread.state().checkpointID
        #expect(saved.resume("R") { $0.checkpointID = newest }.output == ["x": ["in", "a", "R", "z"]])
        #expect(try saved.story() == ["input -1", "loop 0", "loop 1", "loop 2", "loop 3"])
        #expect(ran.entries == ["a", "ask", "ask"])
    }

    @Test func `a nested graph with a history of its own is replayed from what it was then`() throws {  // TT-5
        var inner = StateGraph("inner")
        inner.addChannel("n", .reduce(.sum))
        inner.addNode("count") { try $0.write("n", 1) }
        inner.addEdge(from: StateGraph.start, to: "count")
        var graph = StateGraph.tracing("g", "z")
        graph.addNode("sub", .graph(try inner.compile(), persistence: .own))
        graph.addChannel("n")
        graph.addPath(StateGraph.start, "sub", "z")
        let saved = try SavedThread(graph)
        #expect(saved.run(["x": ["1"]]).output["n"] == 1)
        let before = try saved.checkpoint(after: 3 - 3)
        // The parent's value is the input of the nested graph, which adds it to its own.
        #expect(saved.run(["x": ["2"]]).output["n"] == 3)
        #expect(saved.run(["x": ["3"]]).output["n"] == 7)
        #expect(saved.proceed { $0.checkpointID = before }.output["n"] == 1)
    }
}
