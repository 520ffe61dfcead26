import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// What is saved, when, and what is taken back (CP-1 to CP-11).
@Suite struct CheckpointRulesTests {
    private func chain(in saver: any Checkpointer = MemoryCheckpointer()) throws -> SavedThread {
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b")
        return try SavedThread(graph, in: saver)
    }

    /// START leads to "a", which ends, and "bad", which fails the first time.
    private func failingOnce(ran: Log<String>, in saver: any Checkpointer = MemoryCheckpointer()) throws -> SavedThread
    {
        var graph = StateGraph.tracing("g", "z")
        graph.addTracing("a") { _ in ran.add("a") }
        graph.addTracing("bad") { _ in
            ran.add("bad")
            if ran.entries.filter({ $0 == "bad" }).count == 1 { throw NodeError(kind: "Bad", "boom") }
        }
        graph.addEdge(from: StateGraph.start, to: ["bad", "a"])
        graph.addEdge(from: "a", to: "z")
        return try SavedThread(graph, in: saver)
    }

    @Test func `a checkpoint has its source, its step, its parent and the run's metadata`() throws {  // CP-1, CP-2
        let saved = try chain()
        saved.run(["x": ["in"]]) { $0.metadata = ["user": "ada"] }
        let history = try saved.thread.history()
        #expect(history.map(\.source) == [.loop, .loop, .loop, .input])
        #expect(history.map(\.step) == [2, 1, 0, -1])
        #expect(history.map(\.metadata) == Array(repeating: ["user": "ada"], count: 4))
        #expect(history.map(\.parentID) == history.dropFirst().map(\.checkpointID) + [nil])
    }

    @Test func `steps count on over the runs of a thread`() throws {  // CP-3
        let saved = try chain()
        saved.run(["x": ["1"]])
        saved.run(["x": ["2"]])
        try saved.thread.update(["x": ["u"]], asNode: "b")
        #expect(
            try saved.story() == [
                "input -1", "loop 0", "loop 1", "loop 2", "input 3", "loop 4", "loop 5", "loop 6", "update 7",
            ])
    }

    @Test func `an update of a new thread is its superstep 0, one that is its input is -1`() throws {  // CP-3
        let (updated, fed) = (try chain(), try chain())
        try updated.thread.update(["x": ["u"]], asNode: "a")
        try fed.thread.update(["x": ["u"]], asNode: "__input__")
        #expect(try updated.story() == ["update 0"])
        #expect(try fed.story() == ["input -1"])
    }

    @Test func `neither a failure, an interrupt, a resume nor a command makes a checkpoint`() throws {  // CP-4
        let failing = try failingOnce(ran: Log())
        failing.run(["x": ["in"]])
        #expect(try failing.story() == ["input -1", "loop 0"])
        var graph = StateGraph.tracing("g", "z")
        graph.addAsking("ask", "q")
        graph.addPath(StateGraph.start, "ask")
        let asking = try SavedThread(graph)
        asking.run(["x": ["in"]])
        asking.proceed()
        asking.command(RunCommand(update: ["x": ["u"]]))
        #expect(try asking.story() == ["input -1", "loop 0"])
        asking.resume("A")
        #expect(try asking.story() == ["input -1", "loop 0", "loop 1"])
    }

    @Test func `durability sync saves a superstep before the next begins`() throws {  // CP-5
        let log = Log<String>()
        var graph = StateGraph.tracing()
        for name in ["a", "b"] { graph.addTracing(name) { _ in log.add(name) } }
        graph.addPath(StateGraph.start, "a", "b")
        let saved = try SavedThread(graph, in: NotingCheckpointer(log: log))
        saved.run(["x": ["in"]]) { $0.durability = .sync }
        let saves = log.entries.filter { !$0.hasPrefix("task") }
        #expect(saves == ["put -1", "put 0", "a", "put 1", "b", "put 2"])
    }

    @Test func `durability async saves everything in order by the end of the run`() throws {  // CP-5, EX-4
        let saver = NotingCheckpointer()
        try chain(in: saver).run(["x": ["in"]]) { $0.durability = .async }
        #expect(saver.log.entries.filter { !$0.hasPrefix("task") } == ["put -1", "put 0", "put 1", "put 2"])
    }

    @Test func `a checkpoint that cannot be saved fails the run, and none after it is saved`() throws {  // EX-3, EX-4
        let saver = NotingCheckpointer(failsAt: 0)
        let result = try chain(in: saver).run(["x": ["in"]]) { $0.durability = .async }
        #expect(result.failure?.code == .checkpointer)
        #expect(saver.log.entries.filter { $0.hasPrefix("put") } == ["put -1"])
    }

    @Test func `durability exit saves one checkpoint, when the run ends`() throws {  // CP-5, Q49
        let saved = try chain()
        saved.run(["x": ["in"]]) { $0.durability = .exit }
        saved.run(["x": ["2"]]) { $0.durability = .exit }
        let history = try saved.thread.history()
        #expect(try saved.story() == ["loop 2", "loop 6"])
        #expect(history.map(\.parentID) == [history[1].checkpointID, nil])
    }

    @Test func `durability exit saves what tasks of the last superstep have done, too`() throws {  // CP-5
        let ran = Log<String>()
        let saved = try failingOnce(ran: ran)
        saved.run(["x": ["in"]]) { $0.durability = .exit }
        #expect(try saved.story() == ["loop 0"])
        #expect(saved.proceed().output == ["x": ["in", "a", "bad", "z"]])
        #expect(ran.entries == ["a", "bad", "bad"])
    }

    @Test(arguments: [(Persistence.inherit, false, 0), (.inherit, true, 1), (.own, false, 1), (.none, true, 0)])
    func `durability exit saves a nested graph that is interrupted or keeps its own history`(
        persistence: Persistence, asks: Bool, count: Int
    ) throws {  // CP-5
        let saver = NotingCheckpointer()
        let ids = Log<String>()
        var inner = StateGraph("inner")
        inner.addNode("i") { task in
            ids.add(task.ids.namespace)
            if asks { _ = try task.interrupt("q") }
        }
        inner.addPath(StateGraph.start, "i")
        let compiled = try inner.compile()
        var graph = StateGraph("g")
        graph.addNode("sub", .graph(compiled, persistence: persistence))
        graph.addPath(StateGraph.start, "sub")
        let saved = try SavedThread(graph, in: saver)
        saved.run([:]) { $0.durability = .exit }
        #expect(try saved.nested(compiled, ids.entries[0]).history().count == count)
        #expect(try saved.thread.history().count == 1)
    }

    @Test func `what tasks did is taken back by task, in whatever order it is kept`() throws {  // CP-6
        var graph = StateGraph.tracing("g", "c", "b", "a")
        graph.addAsking("ask", "q")
        graph.addEdge(from: StateGraph.start, to: ["c", "b", "a", "ask"])
        let saved = try SavedThread(graph, in: CodingCheckpointer())
        saved.run(["x": ["in"]])
        #expect(try saved.trace() == ["in", "a", "b", "c"])
        #expect(saved.resume("A").output == ["x": ["in", "a", "A", "b", "c"]])
    }

    @Test func `a later save of a task takes the place of the earlier one`() throws {  // CP-6
        var graph = StateGraph.tracing("g", "done")
        graph.addAsking("ask", "q1", "q2")
        graph.addEdge(from: StateGraph.start, to: ["ask", "done"])
        let saver = MemoryCheckpointer()
        let saved = try SavedThread(graph, in: saver)
        saved.run([:])
        saved.resume("A1")
        let tasks = try #require(saver.get(thread: "t", namespace: "", id: nil)).tasks
        #expect(tasks.map(\.encoded).compactMap { $0["node"]?.string }.sorted() == ["ask", "done"])
        let asked = tasks.map(\.encoded).first { $0["node"] == "ask" }
        #expect(asked?["answers"] == ["A1"])
        #expect(asked?["interrupts"]?.items.map { $0["value"] } == ["q2"])
    }

    @Test func `what commands wrote adds up until the superstep is over`() throws {  // CP-7
        var graph = StateGraph.tracing()
        graph.addAsking("ask", "q")
        graph.addPath(StateGraph.start, "ask")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(saved.command(RunCommand(update: ["x": ["u1"]])).output == ["x": ["in", "u1"]])
        #expect(saved.command(RunCommand(update: ["x": ["u2"]])).output == ["x": ["in", "u1", "u2"]])
        #expect(try saved.trace() == ["in", "u1", "u2"])
        #expect(saved.resume("A").output == ["x": ["in", "u1", "u2", "A"]])
    }

    @Test func `after a crash finished tasks are not run again, and their edges are followed`() throws {  // CP-8
        let ran = Log<String>()
        let saved = try failingOnce(ran: ran, in: CodingCheckpointer())
        #expect(saved.run(["x": ["in"]]).failure?.kind == "Bad")
        #expect(saved.proceed().output == ["x": ["in", "a", "bad", "z"]])
        #expect(ran.entries == ["a", "bad", "bad"])
    }

    @Test func `an answer is kept until its superstep is over, whatever fails meanwhile`() throws {  // CP-9, INT-1
        let failures = Log<Void>()
        var graph = StateGraph.tracing()
        graph.addNode("ask") { task in
            let answer = try task.interrupt("q")
            failures.add(())
            if failures.count == 1 { throw NodeError("no") }
            try task.write("x", [answer])
        }
        graph.addPath(StateGraph.start, "ask")
        let saved = try SavedThread(graph, in: CodingCheckpointer())
        saved.run(["x": ["in"]])
        #expect(saved.resume("A").status == .failed)
        #expect(saved.proceed().output == ["x": ["in", "A"]])
    }
}
