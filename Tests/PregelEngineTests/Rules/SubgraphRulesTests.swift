import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Graphs as nodes: where they keep what, and when they go on (SUB-1 to SUB-7).
@Suite struct SubgraphRulesTests {
    /// A graph that adds one to `n`, which it keeps for itself, in a graph without that channel.
    private func counting(_ persistence: Persistence, counts: Log<Int>) throws -> SavedThread {
        var inner = StateGraph("inner")
        inner.addChannel("n", .reduce(.sum))
        inner.addNode("count") { task in
            counts.add(task.input["n"]?.int ?? -1)
            try task.write("n", 1)
        }
        inner.addPath(StateGraph.start, "count")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile(), persistence: persistence))
        graph.addPath(StateGraph.start, "sub")
        return try SavedThread(graph)
    }

    @Test func `a nested graph's checkpoints are named after its task, and deeper ones after both`() throws {  // SUB-1
        var deep = StateGraph.tracing("deep")
        deep.addAsking("ask", "q")
        deep.addPath(StateGraph.start, "ask")
        let saved = try SavedThread(.nesting(deep))
        saved.run([:])
        let root = try saved.thread.state(subgraphs: true)
        let first = try #require(root.tasks.first?.state.first)
        let second = try #require(first.tasks.first?.state.first)
        #expect(root.namespace == "")
        #expect(first.namespace == "l1:" + root.tasks[0].id)
        #expect(second.namespace == first.namespace + "|l2:" + first.tasks[0].id)
    }

    @Test func `a graph that a task starts again gets a namespace of its own`() throws {  // SUB-1, SUB-10, Q31
        let failures = Log<Void>()
        let saver = NotingCheckpointer()
        var inner = StateGraph.tracing("inner")
        inner.addNode("i") { _ in
            failures.add(())
            if failures.count == 1 { throw NodeError("once") }
        }
        inner.addPath(StateGraph.start, "i")
        let compiled = try inner.compile()
        var graph = StateGraph.tracing()
        var options = NodeOptions()
        options.retry = [RetryPolicy()]
        graph.addNode("sub", .graph(compiled), options: options)
        graph.addPath(StateGraph.start, "sub")
        let saved = try SavedThread(graph, in: saver)
        #expect(saved.run(["x": ["in"]]) { $0.clock = ScriptedClock() }.status == .completed)
        let task = try #require(try saved.thread.state(at: try saved.checkpoint(after: 0)).tasks.first?.id)
        #expect(try saved.nested(compiled, "sub:" + task).history().count == 2)
        #expect(try saved.nested(compiled, "sub:" + task + "|1").history().count == 3)
    }

    @Test func `with its parent's checkpoints a graph goes on within its task, and starts empty the next time`() throws
    {
        // SUB-2, Q38
        let ran = Log<String>()
        let saved = try SavedThread.nested(.inherit, ran: ran).saved
        saved.run(["x": ["in"]])
        #expect(saved.resume("R").output == ["x": ["in", "p", "in", "p", "s1", "R", "q"]])
        #expect(ran.entries == ["p", "s1", "s2", "s2", "q"])
        let counts = Log<Int>()
        let counting = try counting(.inherit, counts: counts)
        for _ in 0..<2 { counting.run([:]) }
        #expect(counts.entries == [0, 0])
    }

    @Test func `a graph with a history of its own goes on from it in every run of the thread`() throws {  // SUB-3
        let counts = Log<Int>()
        let saved = try counting(.own, counts: counts)
        for _ in 0..<3 { saved.run([:]) }
        saved.run([:]) { $0.threadID = "other" }
        #expect(counts.entries == [0, 1, 2, 0])
    }

    @Test func `a graph without checkpoints starts again, but its questions can be answered`() throws {  // SUB-4, Q38
        let ran = Log<String>()
        let (saved, inner) = try SavedThread.nested(.none, ran: ran)
        #expect(saved.run(["x": ["in"]]).interrupts.map(\.value) == ["q"])
        #expect(saved.resume("R").output == ["x": ["in", "p", "in", "p", "s1", "R", "q"]])
        #expect(ran.entries == ["p", "s1", "s2", "s1", "s2", "q"])
        let task = try #require(try saved.thread.state(at: try saved.checkpoint(after: 1)).tasks.first?.id)
        #expect(try saved.nested(inner, "sub:" + task).history().isEmpty)
    }

    @Test func `where the parent keeps nothing, neither does a nested graph`() throws {  // SUB-5, Q35
        let (saved, _) = try SavedThread.nested(.own)
        #expect(saved.graph.run(["x": ["in"]]).interrupts.map(\.value) == ["q"])
        let answered = saved.graph.run(.command(RunCommand(resume: .value("R"))))
        #expect(answered.failure?.code == .missingCheckpointer)
    }

    @Test func `a nested graph gets the parent's channels and gives back its output`() throws {  // SUB-6
        var inner = StateGraph("inner")
        for name in ["in", "private", "out"] { inner.addChannel(name) }
        inner.output = ["out"]
        let seen = Log<Value>()
        inner.addNode("i") { task in
            seen.add(task.input)
            try task.write("private", 1)
            try task.write("out", 2)
        }
        inner.addPath(StateGraph.start, "i")
        var graph = StateGraph("g")
        for name in ["in", "private", "out", "other"] { graph.addChannel(name) }
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let result = try graph.compile().run(["in": 0, "other": 9])
        #expect(seen.entries == [["in": 0]])
        #expect(result.output == ["in": 0, "out": 2, "other": 9])
    }

    @Test func `only graphs of the first superstep after a resume go on, later ones take their input`() throws {
        // SUB-7
        let counts = Log<Int>()
        var inner = StateGraph("inner")
        inner.addChannel("n", .reduce(.sum))
        inner.addNode("count") { task in
            counts.add(task.input["n"]?.int ?? -1)
            try task.write("n", 1)
            if counts.count == 1 { throw NodeError("once") }
        }
        inner.addPath(StateGraph.start, "count")
        let compiled = try inner.compile()
        var graph = StateGraph("g")
        graph.addNode("first", .graph(compiled))
        graph.addNode("second", .graph(compiled))
        graph.addPath(StateGraph.start, "first", "second")
        let saved = try SavedThread(graph)
        #expect(saved.run([:]).status == .failed)
        #expect(saved.proceed().status == .completed)
        #expect(counts.entries == [0, 0, 0])
        let history = try saved.thread.history()
        #expect(history.first?.next == [])
    }
}
