import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Static breakpoints (INT-11 to INT-13).
@Suite struct BreakpointRulesTests {
    private func chain(_ change: (inout StateGraph) -> Void = { _ in }) throws -> SavedThread {
        var graph = StateGraph.tracing("g", "a", "b", "d")
        graph.addPath(StateGraph.start, "a", "b", "d")
        change(&graph)
        return try SavedThread(graph)
    }

    @Test func `a stop shows no question, and the state says what is next`() throws {  // INT-12, Q32
        let saved = try chain { $0.interruptBefore = .nodes(["b"]) }
        let log = Log<StreamEntry>()
        let result = saved.run(["x": ["in"]]) {
            $0.stream = .updates
            $0.onStream = { log.add($0) }
        }
        #expect(result.status == .interrupted && result.interrupts.isEmpty)
        #expect(result.output == ["x": ["in", "a"]])
        #expect(log.entries.map(\.data) == [["a": ["x": ["a"]]], ["__interrupt__": []]])
        let state = try saved.thread.state()
        #expect(state.next == ["b"] && state.interrupts.isEmpty)
    }

    @Test func `a stop says before or after which nodes it is, of nested graphs too`() throws {  // INT-12
        let saved = try chain { $0.interruptBefore = .nodes(["b"]) }
        #expect(saved.run([:]).pauses == [RunPause(moment: .before, nodes: ["b"], path: [])])
        let after = saved.run([:]) { ($0.interruptBefore, $0.interruptAfter) = (.nodes(["nope"]), .all) }
        #expect(after.pauses == [RunPause(moment: .after, nodes: ["a"], path: [])])
        #expect(saved.proceed().pauses.isEmpty)

        var inner = StateGraph.tracing("inner", "i", "j", "k")
        inner.addEdge(from: StateGraph.start, to: ["i", "j", "k"])
        inner.interruptBefore = .nodes(["i", "k"])
        var graph = StateGraph.tracing()
        for name in ["s1", "s2"] { graph.addNode(name, .graph(try inner.compile())) }
        graph.addEdge(from: StateGraph.start, to: ["s1", "s2"])
        let pauses = try SavedThread(graph).run([:]).pauses
        #expect(pauses.map(\.nodes) == [["i", "k"], ["i", "k"]])
        #expect(Set(pauses.map(\.path)) == [["s1"], ["s2"]])
    }

    @Test func `a run's breakpoints replace the graph's, but none does not clear them`() throws {  // INT-11, Q32
        let saved = try chain { $0.interruptBefore = .nodes(["b"]) }
        #expect(saved.run([:]) { $0.interruptBefore = .nodes([]) }.output == ["x": ["a"]])
        let other = try chain { $0.interruptBefore = .nodes(["b"]) }
        #expect(other.run([:]) { $0.interruptBefore = .nodes(["d"]) }.output == ["x": ["a", "b"]])
    }

    @Test func `a run's breakpoint at a node that is not there stops nothing`() throws {  // INT-11
        let saved = try chain()
        let result = saved.run([:]) {
            $0.interruptBefore = .nodes(["nope"])
            $0.interruptAfter = .nodes(["nope"])
        }
        #expect(result.status == .completed)
        // The graph's own are checked when it is compiled (SG-17).
        #expect(throws: GraphError.self) { try chain { $0.interruptAfter = .nodes(["nope"]) } }
    }

    @Test func `going on passes every breakpoint of the place once`() throws {  // INT-13, Q33
        let saved = try chain {
            $0.interruptAfter = .nodes(["b"])
            $0.interruptBefore = .nodes(["d"])
        }
        #expect(saved.run(["x": ["in"]]).output == ["x": ["in", "a", "b"]])
        #expect(saved.proceed().status == .completed)
        #expect(try saved.trace() == ["in", "a", "b", "d"])
    }

    @Test func `new input arms breakpoints again`() throws {  // INT-13
        let saved = try chain { $0.interruptBefore = .nodes(["b"]) }
        saved.run(["x": ["1"]])
        #expect(saved.proceed().status == .completed)
        #expect(saved.run(["x": ["2"]]).status == .interrupted)
        #expect(try saved.thread.state().next == ["b"])
    }

    @Test func `an update between stop and resume does not arm a breakpoint again`() throws {  // INT-13
        let saved = try chain { $0.interruptBefore = .nodes(["b"]) }
        saved.run(["x": ["in"]])
        try saved.thread.update(["x": ["u"]])
        #expect(saved.proceed().status == .completed)
        #expect(try saved.trace() == ["in", "a", "u", "b", "d"])
    }

    @Test func `an answer given at a breakpoint feeds a question of the next superstep, and no later one`() throws {
        // INT-9, CP-9, Q26
        for later in [false, true] {
            var graph = StateGraph.tracing("g", "a", "b")
            graph.addAsking("ask", "q")
            if later {
                graph.addPath(StateGraph.start, "a", "b", "ask")
            } else {
                graph.addPath(StateGraph.start, "a", "ask")
            }
            graph.interruptAfter = .nodes(["a"])
            let saved = try SavedThread(graph)
            saved.run([:])
            let resumed = saved.resume("EARLY")
            #expect(resumed.output == (later ? ["x": ["a", "b"]] : ["x": ["a", "EARLY"]]))
            #expect(resumed.interrupts.map(\.value) == (later ? ["q"] : []))
        }
    }
}
