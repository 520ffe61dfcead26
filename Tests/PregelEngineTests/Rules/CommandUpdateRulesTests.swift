import PregelEngine
import PregelValues
import Testing

/// Updates that are commands, and threads of nested graphs (CP-13, SUB-12).
@Suite struct CommandUpdateRulesTests {
    private func chain() throws -> SavedThread {
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b")
        return try SavedThread(graph)
    }

    @Test func `an update that is a command also goes where it says, besides the node's edges`() throws {  // CP-13
        let saved = try chain()
        saved.run(["x": ["in"]])
        try saved.thread.update(RunCommand(update: ["x": ["u"]], goto: ["a"]), asNode: "b")
        #expect(try saved.thread.state().next == ["a"])
        try saved.thread.update(
            RunCommand(update: ["x": ["v"]], goto: ["b"], packets: [(node: "a", argument: ["x": ["s"]])]), asNode: "a")
        #expect(try saved.thread.state().next == ["a", "b"])
        #expect(try saved.thread.state().tasks.map(\.packet) == [0, nil])
        #expect(try saved.trace() == ["in", "a", "b", "u", "v"])
        #expect(saved.proceed().output == ["x": ["in", "a", "b", "u", "v", "b", "a", "b"]])
    }

    @Test func `a command without an update only follows edges, and its answers are ignored`() throws {  // CP-13, SG-10
        let saved = try chain()
        saved.run(["x": ["in"]])
        try saved.thread.update(RunCommand(resume: .value(1)), asNode: "a")
        #expect(try saved.thread.state().next == ["b"] && saved.trace() == ["in", "a", "b"])
        try saved.thread.update(RunCommand(), asNode: "b")
        #expect(try saved.thread.state().next == [])
    }

    @Test func `a command as START goes on from there too`() throws {  // CP-13
        let saved = try chain()
        try saved.thread.update(RunCommand(update: ["x": ["u"]], goto: ["b"]), asNode: StateGraph.start)
        #expect(try saved.thread.state().next == ["a", "b"] && saved.trace() == ["u"])
    }

    @Test(arguments: [StateGraph.end, "__input__", "__copy__", "nope"])
    func `a command stands for a node that there is`(node: String) throws {  // CP-14
        let saved = try chain()
        saved.run([:])
        let failure = #expect(throws: Failure.self) {
            try saved.thread.update(RunCommand(goto: ["a"]), asNode: node)
        }
        #expect(failure?.code == .invalidUpdate && failure?.message.contains(node) == true)
        #expect(try saved.thread.state().source == .loop)
    }

    @Test func `an update that goes to a node that is not there is refused with the close name`() throws {  // D-2
        var graph = StateGraph.tracing("g", "first", "other")
        graph.addPath(StateGraph.start, "first")
        let saved = try SavedThread(graph)
        let failure = #expect(throws: Failure.self) {
            try saved.thread.update(RunCommand(goto: ["frist"]), asNode: "other")
        }
        #expect(failure?.message.contains("did you mean \"first\"?") == true)
        #expect(try saved.story() == [])
    }

    @Test func `a nested graph's thread is found by the namespace of its states`() throws {  // SUB-12
        let (saved, inner) = try SavedThread.nested(.inherit)
        saved.run(["x": ["in"]])
        let asked = try #require(try saved.thread.state(subgraphs: true).tasks.first?.state.first)
        let nested = saved.thread.nested(at: asked.namespace)
        #expect(try nested.state().values == asked.values && nested.state().next == ["s2"])
        let same = saved.nested(inner, asked.namespace)
        #expect(try nested.history().map(\.checkpointID) == same.history().map(\.checkpointID))
        try nested.update(["x": ["u"]], asNode: "s1")
        #expect(try nested.state().values["x"]?.items.last == "u")
        #expect(try saved.thread.nested(at: "").state().checkpointID == saved.thread.state().checkpointID)
    }

    @Test(arguments: ["nope:1", "p", "sub:1|nope", "sub|s1"])
    func `a namespace of no graph has no state, and takes no update`(namespace: String) throws {  // SUB-12
        let (saved, _) = try SavedThread.nested(.inherit)
        saved.run(["x": ["in"]])
        let nested = saved.thread.nested(at: namespace)
        let state = try nested.state()
        #expect(state.checkpointID == nil && state.next == [] && state.namespace == namespace)
        #expect(try nested.history().isEmpty)
        let failure = #expect(throws: Failure.self) { try nested.update(["x": ["u"]]) }
        #expect(failure?.code == .invalidUpdate && failure?.message.contains("does not have") == true)
    }

    @Test func `a nested graph that has not run has no state, but takes an update`() throws {  // SUB-12
        let (saved, _) = try SavedThread.nested(.own)
        let nested = saved.thread.nested(at: "sub")
        #expect(try nested.state().checkpointID == nil)
        try nested.update(["x": ["u"]], asNode: "s1")
        #expect(try nested.state().values == ["x": ["u"]])
    }
}
