import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Limits, errors and their codes (ERR-1 to ERR-7), and what a node knows of its run (RTM-1).
@Suite struct ErrorRulesTests {
    private func loop() throws -> SavedThread {
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b", "a")
        return try SavedThread(graph)
    }

    @Test func `the limit loses nothing, and a thread goes on from it`() throws {  // ERR-1, ERR-2, Q5
        let saved = try loop()
        #expect(saved.run(["x": ["in"]]) { $0.recursionLimit = 3 }.failure?.code == .graphRecursionLimit)
        #expect(try saved.trace() == ["in", "a", "b", "a"])
        #expect(try saved.thread.state().next == ["b"])
        let more = saved.proceed { $0.recursionLimit = 2 }
        #expect(more.failure?.code == .graphRecursionLimit && more.steps == 4)
        #expect(try saved.trace() == ["in", "a", "b", "a", "b", "a", "b", "a"])
    }

    @Test(arguments: [(3, true), (2, false)])
    func `a run that goes on with two supersteps to do needs a limit of three less one`(limit: Int, passes: Bool) throws
    {
        // ERR-1, Q4
        var graph = StateGraph.tracing("g", "a", "b", "c", "d", "e")
        graph.addPath(StateGraph.start, "a", "b", "c", "d", "e")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]]) { $0.interruptBefore = .nodes(["b"]) }
        let result = saved.proceed { $0.recursionLimit = limit }
        #expect((result.failure == nil) == passes)
    }

    @Test(arguments: [0, -1])
    func `a limit below one is an error, not a limit of one`(limit: Int) throws {  // ERR-1
        let saved = try loop()
        let result = saved.run(["x": ["in"]]) { $0.recursionLimit = limit }
        #expect(result.failure?.code == .invalidOptions)
        #expect(result.failure?.message == "the recursion limit must be at least 1, not \(limit)")
        #expect(try saved.story() == [])
    }

    @Test func `nothing to do is an error of its own, a thread that has ended is not`() throws {  // ERR-3, Q30
        let saved = try loop()
        #expect(saved.proceed().failure?.code == .emptyInput)
        #expect(try saved.story() == [])
        var graph = StateGraph.tracing("g", "a")
        graph.addPath(StateGraph.start, "a")
        let ended = try SavedThread(graph)
        #expect(ended.run([:]).output == ["x": ["a"]])
        #expect(ended.proceed().output == ["x": ["a"]])
        var silent = StateGraph("g")
        silent.addChannel("n")
        silent.addNode("a") { _ in }
        silent.addPath(StateGraph.start, "a")
        #expect(try silent.compile().run([:]).output == .null)
    }

    @Test func `what a channel or the graph refuses names the place`() throws {  // ERR-4
        let acts: [@Sendable (TaskContext) throws -> Void] = [
            { try $0.write("nope", 1) }, { try $0.goto("nope") }, { try $0.send("nope", 1) },
            { try $0.overwrite("last", 1) }, { try $0.commandParent() }, { try $0.write("x", 1) },
        ]
        for act in acts {
            var graph = StateGraph.tracing()
            graph.addChannel("last")
            graph.addNode("a", act)
            graph.addPath(StateGraph.start, "a")
            let failure = try #require(try graph.compile().run([:]).failure)
            #expect(failure.code == .invalidUpdate)
            #expect(failure.message.contains("\"a\""))
        }
    }

    @Test func `two writes to a last value are an error with a code of its own`() throws {  // ERR-4, ERR-5
        var graph = StateGraph("g")
        graph.addChannel("last")
        for name in ["a", "b"] { graph.addNode(name) { try $0.write("last", 1) } }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        let saved = try SavedThread(graph)
        let failure = try #require(saved.run([:]).failure)
        #expect(failure.code == .invalidConcurrentUpdate && failure.code.rawValue == "INVALID_CONCURRENT_GRAPH_UPDATE")
        for name in ["\"last\"", "\"a\"", "\"b\""] { #expect(failure.message.contains(name)) }
        // It comes when all have ended; new input gets out of it.
        #expect(saved.proceed().failure?.code == .invalidConcurrentUpdate)
        #expect(try saved.story() == ["input -1", "loop 0"])
        try saved.thread.update(["last": 5], asNode: "a")
        #expect(try saved.thread.state().values == ["last": 5])
    }

    @Test func `an interrupt is no failure, and each kind of failure has its code`() throws {  // ERR-6
        var graph = StateGraph.tracing()
        graph.addAsking("a", "q")
        graph.addPath(StateGraph.start, "a")
        #expect(try graph.compile().run([:]).failure == nil)
        let codes = Set(ErrorCode.allCases.map(\.rawValue))
        for code in [
            "GRAPH_RECURSION_LIMIT", "INVALID_CONCURRENT_GRAPH_UPDATE", "INVALID_UPDATE", "EMPTY_INPUT", "NODE_ERROR",
            "NODE_TIMEOUT", "STEP_TIMEOUT", "DRAINED",
        ] {
            #expect(codes.contains(code))
        }
    }

    @Test func `a failure names the innermost node, its attempt and its own kind`() throws {  // ERR-7
        var inner = StateGraph.tracing("inner")
        inner.addTracing("deep") { _ in throw NodeError(kind: "KeyError", "'k'") }
        inner.addPath(StateGraph.start, "deep")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let failure = try graph.compile().run([:]).failure
        #expect(failure == Failure(.nodeError, kind: "KeyError", message: "'k'", node: "deep", attempt: 1))
    }

    @Test func `a node knows its run, thread, task, place, attempt and step`() throws {  // RTM-1
        let ids = Log<TaskIDs>()
        let numbers = Log<[Int]>()
        var inner = StateGraph.tracing("inner")
        inner.addTracing("i") { ids.add($0.ids) }
        inner.addPath(StateGraph.start, "i")
        var graph = StateGraph.tracing("outer")
        graph.addTracing("a") { task in
            ids.add(task.ids)
            numbers.add([task.attempt, task.step])
            task.heartbeat()
        }
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "a", "sub")
        let saved = try SavedThread(graph)
        let run = saved.run([:]).runID.description
        _ = saved.graph.run([:])
        let seen = ids.entries
        #expect(seen.prefix(2).map(\.run) == [run, run] && seen[2].run != run)
        #expect(seen.map(\.thread) == ["t", "t", "", ""])
        #expect(seen.prefix(2).map(\.graph) == ["outer", "inner"])
        let sub = try #require(try saved.thread.state(at: try saved.checkpoint(after: 1)).tasks.first)
        #expect(seen.prefix(2).map(\.namespace) == ["", "sub:" + sub.id])
        #expect(Set(seen.map(\.task)).count == 4)
        let checkpoints = try [1, 0].map { try saved.checkpoint(after: $0)?.description }
        #expect(seen.prefix(2).map(\.checkpoint) == [checkpoints[1], try before(saved, sub).description])
        #expect(seen[2].checkpoint == "")
        #expect(seen.prefix(2).map(\.taskNamespace) == ["a:" + seen[0].task, "sub:\(sub.id)|i:" + seen[1].task])
        #expect(numbers.entries == [[1, 1], [1, 1]])
    }

    /// The checkpoint that the nested graph's node ran from.
    private func before(_ saved: SavedThread, _ task: TaskSnapshot) throws -> CheckpointID {
        let history = try saved.thread.nested(at: "sub:" + task.id).history()
        return try #require(history.first { $0.next == ["i"] }?.checkpointID)
    }

    @Test func `outside of a thread a node may still emit, read and ask`() throws {  // RTM-1, ST-8
        let log = Log<StreamEntry>()
        var graph = StateGraph.tracing()
        graph.addTracing("a") { task in
            task.emit([1])
            task.emit(.null)
            #expect(task.read("x") == ["in"] && task.read("nope") == nil)
        }
        graph.addPath(StateGraph.start, "a")
        _ = try graph.compile().run(["x": ["in"]], options: .streaming(.custom, to: log))
        #expect(log.entries.map(\.data) == [[1], .null])
    }
}
