import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Questions, limits and states of nested graphs (SUB-8 to SUB-13).
@Suite struct SubgraphRunRulesTests {
    @Test func `a nested question is kept at each level, and shown at the root once`() throws {  // SUB-8
        let (saved, _) = try SavedThread.nested(.inherit)
        for (subgraphs, shown) in [(false, 1), (true, 2)] {
            let log = Log<StreamEntry>()
            let result = saved.run(["x": ["in"]]) {
                $0.stream = .updates
                $0.streamsSubgraphs = subgraphs
                $0.onStream = { log.add($0) }
            }
            #expect(log.entries.filter { $0.data["__interrupt__"] != nil }.count == shown)
            let state = try saved.thread.state(subgraphs: true)
            let asked = [result.interrupts, state.interrupts, state.tasks[0].state[0].interrupts].map { $0.map(\.id) }
            #expect(Set(asked).count == 1 && asked[0].count == 1)
        }
    }

    @Test func `a breakpoint in a nested graph stops the run without a question`() throws {  // SUB-8
        var inner = StateGraph.tracing("inner", "s1", "s2")
        inner.addPath(StateGraph.start, "s1", "s2")
        inner.interruptBefore = .nodes(["s2"])
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let saved = try SavedThread(graph)
        let stopped = saved.run(["x": ["in"]])
        #expect(stopped.status == .interrupted && stopped.interrupts.isEmpty)
        #expect(try saved.thread.state().next == ["sub"])
        #expect(saved.proceed().output == ["x": ["in", "in", "s1", "s2"]])
    }

    @Test func `one answer answers one of two nested questions`() throws {  // SUB-9
        var inner = StateGraph.tracing("inner")
        inner.addAsking("i", "q1", "q2")
        inner.addPath(StateGraph.start, "i")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(saved.resume("A1").interrupts.map(\.value) == ["q2"])
        #expect(saved.resume("A2").output == ["x": ["in", "in", "A1", "A2"]])
    }

    @Test func `a nested graph that failed goes on from its last checkpoint`() throws {  // SUB-10
        let ran = Log<String>()
        var inner = StateGraph.tracing("inner")
        inner.addTracing("s1") { _ in ran.add("s1") }
        inner.addTracing("bad") { _ in
            ran.add("bad")
            if ran.count == 2 { throw NodeError(kind: "Deep", "no") }
        }
        inner.addPath(StateGraph.start, "s1", "bad")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let saved = try SavedThread(graph)
        #expect(saved.run(["x": ["in"]]).failure?.kind == "Deep")
        #expect(saved.proceed().output == ["x": ["in", "in", "s1", "bad"]])
        #expect(ran.entries == ["s1", "bad", "bad"])
    }

    @Test(arguments: [(3, true), (2, false)])
    func `each graph counts its own supersteps up to the same limit`(limit: Int, passes: Bool) throws {  // SUB-11
        var inner = StateGraph.tracing("inner", "s1", "s2")
        inner.addPath(StateGraph.start, "s1", "s2")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        var options = RunOptions()
        options.recursionLimit = limit
        #expect((try graph.compile().run([:], options: options).failure?.code == nil) == passes)
    }

    @Test func `a nested state can be read, listed and written by its namespace`() throws {  // SUB-12
        let (saved, inner) = try SavedThread.nested(.inherit)
        saved.run(["x": ["in"]])
        #expect(try saved.thread.state().tasks[0].state.isEmpty)
        let state = try #require(try saved.thread.state(subgraphs: true).tasks[0].state.first)
        #expect(state.values == ["x": ["in", "p", "s1"]] && state.next == ["s2"])
        let thread = saved.nested(inner, state.namespace)
        #expect(try thread.history().map(\.step) == [1, 0, -1])
        try thread.update(["x": ["u"]], asNode: "s1")
        #expect(saved.proceed().interrupts.map(\.value) == ["q"])
        #expect(saved.resume("R").output == ["x": ["in", "p", "in", "p", "s1", "u", "R", "q"]])
        #expect(try saved.nested(inner, "nope:1").state().checkpointID == nil)
    }

    @Test func `a graph that a node runs by itself is a root of its own`() throws {  // SUB-13
        var inner = StateGraph.tracing("inner", "i")
        inner.addPath(StateGraph.start, "i")
        let own = try SavedThread(inner)
        var graph = StateGraph.tracing()
        graph.addNode("a") { task in try task.write("x", own.run(["x": ["own"]]).output["x"] ?? .null) }
        graph.addPath(StateGraph.start, "a")
        let saved = try SavedThread(graph)
        #expect(saved.run(["x": ["in"]]).output == ["x": ["in", "own", "i"]])
        #expect(saved.run(["x": ["2"]]).output == ["x": ["in", "own", "i", "2", "own", "i", "own", "i"]])
        #expect(try own.story().count == 6)
    }
}
