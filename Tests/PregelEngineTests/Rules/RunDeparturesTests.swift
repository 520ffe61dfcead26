import PregelTestSupport
import Dispatch
import PregelValues
import Testing

@testable import PregelEngine

/// Where runs depart from LangGraph on purpose (D-8 to D-18).
@Suite struct RunDeparturesTests {
    @Test func `what a node does to its input changes neither its siblings' nor the state`() throws {  // D-8
        let seen = Log<Value>()
        var graph = StateGraph.tracing()
        for name in ["a", "b"] {
            graph.addNode(name) { task in
                var own = Array(task.input["x"]?.items ?? Value.null.items)
                own.append("MUT")
                task.input = ["x": .array(own)]
                seen.add(task.input["x"] ?? .null)
            }
        }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        #expect(try graph.trace() == ["in"])
        #expect(seen.entries == [["in", "MUT"], ["in", "MUT"]])
    }

    @Test func `durability sync without a checkpointer is refused`() throws {  // D-9
        var options = RunOptions()
        options.durability = .sync
        let failure = try SavedThread.one { _ in }.graph.run([:], options: options).failure
        #expect(failure?.code == .missingCheckpointer)
    }

    @Test func `interrupts of parallel nested tasks are all shown`() throws {  // D-10
        var inner = StateGraph.tracing("inner")
        for name in ["i", "j"] { inner.addAsking(name, "q" + name) }
        inner.addEdge(from: StateGraph.start, to: ["i", "j"])
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let saved = try SavedThread(graph)
        let asked = saved.run([:]).interrupts
        #expect(asked.map(\.value) == ["qi", "qj"])
        #expect(saved.resume(byID: asked.map { ($0.id, $0.value) }).output == ["x": ["qi", "qj"]])
    }

    @Test func `a run id in the metadata does not make a run a resume`() throws {  // D-11
        let saved = try SavedThread.one { try $0.write("x", ["a"]) }
        for input in ["1", "2"] as [Value] { saved.run(["x": [input]]) { $0.metadata = ["run_id": "r"] } }
        #expect(try saved.trace() == ["1", "a", "2", "a"])
    }

    @Test func `a node that blocks has a timeout too: what it does later is ignored`() async throws {  // D-12
        let clock = HandClock()
        let isOver = DispatchSemaphore(value: 0)
        let options = NodeOptions.timed(run: 5)
        var graph = StateGraph.tracing()
        graph.addNode(
            "a",
            .sync(.blocking) { task in
                guard task.attempt == 1 else {
                    isOver.wait()
                    return try task.write("x", ["second"])
                }
                let isUnwanted = DispatchSemaphore(value: 0)
                task.onCancel { isUnwanted.signal() }
                clock.advance(by: 6)
                isUnwanted.wait()
                try? task.write("x", ["late"])
                isOver.signal()
            }, options: options)
        graph.addPath(StateGraph.start, "a")
        #expect(try await graph.compile().run([:], options: clock.options).output == ["x": ["second"]])
    }

    @Test func `an overwrite of an empty channel is unwrapped, one of a channel that does not reduce refused`() throws {
        // D-13
        var graph = StateGraph("g")
        graph.addChannel("most", .reduce(.max))
        graph.addChannel("last")
        graph.addNode("a") { try $0.overwrite("most", 3) }
        graph.addPath(StateGraph.start, "a")
        #expect(try graph.compile().run([:]).output == ["most": 3])
        graph.addNode("b") { try $0.overwrite("last", 3) }
        graph.addPath("a", "b")
        let failure = try graph.compile().run([:]).failure
        #expect(failure?.code == .invalidUpdate && failure?.message.contains("does not reduce") == true)
    }

    @Test func `routes, reducers, updates and commands are refused by one code`() throws {  // D-14
        for route in ["nope", StateGraph.start] {
            var graph = StateGraph.tracing("g", "a")
            graph.addPath(StateGraph.start, "a")
            graph.addConditionalEdge(from: "a", table: [(key: "yes", node: "a")], Router { _ in [.to(route)] })
            #expect(try graph.compile().run([:]).failure?.code == .invalidUpdate)
        }
        #expect(try SavedThread.one { try $0.write("x", 7) }.run([:]).failure?.code == .invalidUpdate)
        let saved = try SavedThread.one { _ = try $0.interrupt("q") }
        saved.run([:])
        #expect(throws: Failure.self) { try saved.thread.update(["y": 1]) }
        let refused = saved.command(RunCommand(update: ["y": 1])).failure
        #expect(refused?.code == .invalidUpdate && refused?.message.contains("\"y\"") == true)
    }

    @Test func `a failed node has no update, and an interrupt alone no values`() throws {  // D-15
        for body in [{ _ in throw NodeError("no") }, { _ = try $0.interrupt("q") }]
            as [@Sendable (TaskContext) throws -> Void]
        {
            let log = Log<StreamEntry>()
            try SavedThread.one { task in
                try task.write("x", ["lost"])
                try body(task)
            }.run(["x": ["in"]]) {
                $0.stream = [.updates, .values]
                $0.onStream = { log.add($0) }
            }
            #expect(log.entries.filter { $0.mode == .values }.map(\.data) == [["x": ["in"]]])
            #expect(log.entries.allSatisfy { $0.data["a"] == nil })
        }
    }

    @Test func `after a reload a handler sees the error's kind and message`() throws {  // D-16
        let errors = Log<Value>()
        var options = NodeOptions()
        options.onError = .sync { task in
            errors.add(task.error ?? .null)
            if errors.count == 1 { throw NodeError("crash") }
        }
        var graph = StateGraph.tracing()
        graph.addTracing("bad", options: options) { _ in throw NodeError(kind: "ValueError", "orig") }
        graph.addPath(StateGraph.start, "bad")
        let saved = try SavedThread(graph, in: CodingCheckpointer())
        saved.run([:])
        #expect(saved.proceed().status == .completed)
        #expect(errors.entries == Array(repeating: ["kind": "ValueError", "message": "orig", "node": "bad"], count: 2))
    }

    @Test func `cached nodes of a nested graph use the root's cache, each under its own path`() throws {  // D-17
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addChannel("seed")
        for name in ["one", "two"] {
            var options = NodeOptions()
            options.cache = CachePolicy()
            var inner = StateGraph.tracing("step")
            inner.addChannel("seed")
            inner.input = ["seed"]
            inner.output = ["x"]
            inner.addTracing("do", options: options) { _ in ran.add(name) }
            inner.addPath(StateGraph.start, "do")
            graph.addNode(name, .graph(try inner.compile()))
        }
        graph.addPath(StateGraph.start, "one", "two")
        var options = RunOptions()
        options.cache = MemoryCache()
        for _ in 0..<2 {
            #expect(try graph.compile().run(["seed": 1], options: options).output["x"] == ["do", "do"])
        }
        #expect(ran.entries == ["one", "two"])
    }

    @Test func `a stream shows texts of failures, and of a checkpoint its ids, source and step`() throws {  // D-18
        var graph = StateGraph.tracing()
        graph.addTracing("bad") { _ in throw NodeError(kind: "ValueError", "it's \"m\"\n\u{1}é\u{200B}") }
        graph.addPath(StateGraph.start, "bad")
        let log = Log<StreamEntry>()
        try SavedThread(graph).run([:]) {
            $0.stream = [.tasks, .checkpoints]
            $0.onStream = { log.add($0) }
        }
        let last = try #require(log.entries.last)
        #expect(last.data["error"] == #"ValueError('it\'s "m"\n\x01é\u200b')"#)
        let checkpoint = try #require(log.entries.first { $0.mode == .checkpoints })
        #expect(
            checkpoint.data.members.map(\.key) == ["checkpoint_id", "parent_id", "values", "source", "step", "next"])
    }
}
