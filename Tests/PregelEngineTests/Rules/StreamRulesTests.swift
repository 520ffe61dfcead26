import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// What streams show, in which order (ST-1 to ST-10).
@Suite struct StreamRulesTests {
    /// START to a, which emits; a to multi, which writes two channels, and to nothing.
    private func sample() throws -> SavedThread {
        var graph = StateGraph.tracing()
        graph.addChannel("n")
        graph.addTracing("a") { task in
            task.emit(["prog": 1])
            try task.write("n", 1)
        }
        graph.addTracing("multi")
        graph.addNode("nothing") { _ in }
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.addEdge(from: "a", to: ["multi", "nothing"])
        return try SavedThread(graph)
    }

    private func stream(
        _ saved: SavedThread, _ modes: StreamMode, _ input: RunInput = .input(["x": ["in"]]),
        _ change: (inout RunOptions) -> Void = { _ in }
    ) -> [StreamEntry] {
        let log = Log<StreamEntry>()
        let options = saved.options {
            $0.stream = modes
            $0.onStream = { log.add($0) }
            change(&$0)
        }
        _ = saved.graph.run(input, options: options)
        return log.entries
    }

    /// What an entry is about: the node of an update, task or result, else the mode.
    private func gist(_ entry: StreamEntry) -> String {
        switch entry.mode {
        case .updates: "update " + (entry.data.members.first.map(\.key) ?? "?")
        case .tasks: (entry.data["input"] == nil ? "end " : "start ") + (entry.data["name"]?.string ?? "?")
        default: entry.mode.name
        }
    }

    @Test func `each mode shows its own, and nobody who did not ask sees anything`() throws {  // ST-1
        for mode in [StreamMode.values, .updates, .custom, .tasks, .checkpoints, .debug] {
            #expect(Set(stream(try sample(), mode).map(\.mode)) == [mode])
        }
        #expect(stream(try sample(), []).isEmpty)
        #expect(Set(stream(try sample(), [.values, .custom]).map(\.mode)) == [.values, .custom])
    }

    @Test func `an entry has its mode, its data and the tasks that lead to it`() throws {  // ST-2
        var inner = StateGraph.tracing("inner", "i")
        inner.addPath(StateGraph.start, "i")
        let entries = stream(try SavedThread(.nesting(inner)), .updates) { $0.streamsSubgraphs = true }
        #expect(entries.map(\.path) == [["l1", "l2"], ["l1"], []])
        #expect(entries[0].tasks.map { $0.prefix { $0 != ":" } } == ["l1", "l2"])
        #expect(entries[0].tasks.allSatisfy { $0.utf8.count == 3 + 36 })
        #expect(entries[1].tasks == [entries[0].tasks[0]])
        #expect(entries[0].data == ["i": ["x": ["i"]]])
    }

    @Test func `updates show what each task wrote, null where that is nothing, and never START`() throws {  // ST-4
        let updates = stream(try sample(), .updates).map(\.data)
        #expect(updates.first == ["a": ["x": ["a"], "n": 1]])
        #expect(updates.count == 3)
        #expect(updates.contains(["multi": ["x": ["multi"]]]))
        #expect(updates.contains(["nothing": .null]))
    }

    @Test func `several tasks of a node give an update each`() throws {  // ST-4
        var graph = StateGraph.tracing("g", "w")
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in [.send("w", 1), .send("w", 2)] })
        #expect(stream(try SavedThread(graph), .updates).map(\.data) == Array(repeating: ["w": ["x": ["w"]]], count: 2))
    }

    @Test func `a restored task shows its update again, marked as such, and no result`() throws {  // ST-4, ST-5, Q37
        var graph = StateGraph.tracing("g", "done")
        graph.addAsking("ask", "q")
        graph.addEdge(from: StateGraph.start, to: ["ask", "done"])
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        let entries = stream(saved, [.updates, .tasks], .command(RunCommand(resume: .value("A"))))
        #expect(entries.map(gist) == ["start ask", "start done", "update done", "update ask", "end ask"])
        #expect(entries[2].data == ["done": ["x": ["done"]], "__metadata__": ["cached": true]])
    }

    @Test func `a task's start has its input and triggers, its end what it wrote`() throws {  // ST-5
        let tasks = stream(try sample(), .tasks).map(\.data)
        #expect(tasks[0]["name"] == "a" && tasks[0]["input"] == ["x": ["in"]])
        #expect(tasks[0]["triggers"] == ["branch:to:a"])
        #expect(tasks[1]["id"] == tasks[0]["id"] && tasks[0]["id"]?.string?.utf8.count == 36)
        #expect(tasks[1]["result"] == ["x": ["a"], "n": 1])
        #expect(tasks[1]["error"] == .null && tasks[1]["interrupts"] == [])
    }

    @Test func `all triggers of a node are shown, sorted; of a packet, and of a handler that begins again, none`()
        throws
    {
        // ST-5
        var graph = StateGraph.tracing("g", "b", "c", "d")
        var options = NodeOptions()
        let isBroken = Guarded(true)
        options.onError = .sync { _ in if isBroken.withLock({ $0 }) { throw NodeError("again") } }
        graph.addTracing("bad", options: options) { _ in throw NodeError("no") }
        graph.addPath(StateGraph.start, "b")
        graph.addEdge(from: StateGraph.start, to: "d")
        graph.addEdge(from: ["b", "c"], to: "d")
        graph.addConditionalEdge(from: "b", Router { _ in [.send("bad", .null)] })
        let saved = try SavedThread(graph)
        func triggers(_ entries: [StreamEntry]) -> [String: Value] {
            Dictionary(entries.map { ($0.data["name"]?.string ?? "", $0.data["triggers"] ?? .null) }) { first, _ in
                first
            }
        }
        let first = triggers(stream(saved, .tasks))
        #expect(first["b"] == ["branch:to:b"])
        #expect(first["d"] == ["branch:to:d", "join:b+c:d"], "though only the first made it run")
        #expect(first["bad"] == ["__pregel_push"])
        isBroken.withLock { $0 = false }
        let again = triggers(stream(saved, .tasks, .proceed))
        #expect(again["bad"] == ["__pregel_push"] && again["__error_handler__bad"] == ["__pregel_push"])
    }

    @Test func `a question is shown with its id, as the task ends`() throws {  // ST-5
        var graph = StateGraph.tracing()
        graph.addAsking("ask", "q")
        graph.addPath(StateGraph.start, "ask")
        let saved = try SavedThread(graph)
        let end = stream(saved, .tasks).last?.data
        let asked = try saved.thread.state().interrupts
        #expect(end?["interrupts"] == [["value": "q", "id": Value(try #require(asked.first).id)]])
    }

    @Test func `a handler's chunk comes from the task that failed, also of a packet and in a nested graph`() throws {
        // BSP-7, ST-8
        var options = NodeOptions()
        options.onError = .sync { $0.emit("handled") }
        var inner = StateGraph.tracing("inner")
        inner.addTracing("bad", options: options) { task in
            task.emit("before")
            throw NodeError("no")
        }
        inner.addConditionalEdge(from: StateGraph.start, Router { _ in [.send("bad", 1), .to("bad")] })
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        let entries = stream(try SavedThread(graph), [.custom, .tasks]) { $0.streamsSubgraphs = true }
        let chunks = entries.filter { $0.mode == .custom }
        #expect(chunks.filter { $0.data == "before" }.map(\.path) == [["sub"], ["sub"]])
        let handled = chunks.filter { $0.data == "handled" }
        #expect(handled.map(\.path) == [["sub", "bad"], ["sub", "bad"]])
        let failed = entries.filter { $0.data["error"]?.isNull == false }.compactMap { $0.data["id"]?.string }
        #expect(Set(handled.map { $0.namespace.last ?? "" }) == Set(failed.map { "bad:" + $0 }) && failed.count == 2)
        let alone = stream(try SavedThread(graph), .custom)
        #expect(alone.isEmpty, "of nested graphs nothing is shown that nobody asked for")
    }

    @Test func `a namespace tells attempts apart as LangGraph does`() throws {  // ST-2
        var inner = StateGraph.tracing("inner")
        let failures = Guarded(2)
        inner.addTracing("i") { _ in
            let isOver = failures.withLock { left in
                left -= 1
                return left < 0
            }
            if !isOver { throw NodeError("again") }
        }
        inner.addPath(StateGraph.start, "i")
        var options = NodeOptions()
        options.retry = [.times(3)]
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()), options: options)
        graph.addPath(StateGraph.start, "sub")
        let entries = stream(try SavedThread(graph), .tasks) {
            $0.streamsSubgraphs = true
            $0.clock = ScriptedClock()
        }
        let id = try #require(entries.first?.data["id"]?.string)
        let starts = entries.filter { !$0.path.isEmpty && $0.data["input"] != nil }
        #expect(starts.map(\.namespace) == [["sub:" + id], ["sub:" + id, "1"], ["sub:" + id, "2"]])
    }

    @Test func `a task's start has its node's metadata, where that has some`() throws {  // ST-5
        var options = NodeOptions()
        options.metadata = ["team": "a"]
        var graph = StateGraph.tracing("g", "b")
        graph.addTracing("a", options: options)
        graph.addPath(StateGraph.start, "a", "b")
        let tasks = stream(try SavedThread(graph), .tasks).map(\.data)
        #expect(tasks.map { $0["metadata"] } == [["team": "a"], nil, nil, nil])
    }

    @Test func `a handler's task ends without a start`() throws {  // ST-5
        var graph = StateGraph.tracing()
        var options = NodeOptions()
        options.onError = .sync { try $0.write("x", ["saved"]) }
        graph.addTracing("bad", options: options) { _ in throw NodeError(kind: "ValueError", "boom") }
        graph.addPath(StateGraph.start, "bad")
        let entries = stream(try SavedThread(graph), .tasks)
        #expect(entries.map(gist) == ["start bad", "end bad", "end __error_handler__bad"])
        #expect(entries[1].data["error"] == "ValueError('boom')")
    }

    @Test func `checkpoints are shown where there are any, before the tasks that they lead to`() throws {  // ST-6
        let saved = try sample()
        let entries = stream(saved, .checkpoints).map(\.data)
        #expect(entries.map { $0["step"] } == [-1, 0, 1, 2])
        #expect(entries.map { $0["next"] } == [["START"], ["a"], ["multi", "nothing"], []])
        #expect(entries.map { $0["source"] } == ["input", "loop", "loop", "loop"])
        #expect(entries[1]["values"] == ["x": ["in"]])
        #expect(entries[1]["parent_id"] == entries[0]["checkpoint_id"])
        #expect(stream(saved, .checkpoints) { $0.checkpointer = nil }.isEmpty)
    }

    @Test func `the checkpoint of a stop after a node, and at the limit, is shown too`() throws {  // ST-6
        let stopped = stream(try sample(), .checkpoints) { $0.interruptAfter = .nodes(["a"]) }
        #expect(stopped.last?.data["next"] == ["multi", "nothing"])
        let limited = stream(try sample(), .checkpoints) { $0.recursionLimit = 1 }
        #expect(limited.last?.data["next"] == ["multi", "nothing"])
    }

    @Test func `for debugging tasks and checkpoints are wrapped with step, time and type`() throws {  // ST-7
        let entries = stream(try sample(), [.debug, .tasks, .checkpoints])
        let debug = entries.filter { $0.mode == .debug }.map(\.data)
        let plain = entries.filter { $0.mode != .debug }.map(\.data)
        #expect(debug.map { $0["payload"] } == plain)
        #expect(debug.prefix(3).map { $0["type"] } == ["checkpoint", "checkpoint", "task"])
        #expect(debug.prefix(4).map { $0["step"] } == [-1, 0, 1, 1])
        #expect(debug[3]["type"] == "task_result")
        #expect(debug.allSatisfy { $0["timestamp"]?.string?.hasSuffix("+00:00") == true })
    }

    @Test func `a superstep shows its checkpoint, starts, each update before its result, then values`() throws {
        // ST-9
        let all: StreamMode = [.checkpoints, .tasks, .updates, .values, .custom]
        let gists = stream(try sample(), all).map(gist)
        let first = ["checkpoints", "values", "checkpoints", "start a", "custom", "update a", "end a", "values"]
        #expect(Array(gists.prefix(8)) == first)
        #expect(Array(gists[8..<11]) == ["checkpoints", "start multi", "start nothing"])
        #expect(gists.suffix(2) == ["values", "checkpoints"])
        for node in ["multi", "nothing"] {
            let update = gists.firstIndex(of: "update " + node)
            #expect(update.map { $0 + 1 } == gists.firstIndex(of: "end " + node))
        }
    }

    @Test func `a run that goes on shows the values first`() throws {  // ST-3, ST-9
        let saved = try sample()
        saved.run(["x": ["in"]]) { $0.interruptAfter = .nodes(["a"]) }
        let entries = stream(saved, [.values, .tasks], .proceed)
        #expect(entries[0].mode == .values && entries[0].data == ["x": ["in", "a"], "n": 1])
        #expect(entries[1].mode == .tasks)
    }

    @Test func `a failure is shown before the run ends, and kept with its kind and message`() throws {  // ST-9, ST-10
        var graph = StateGraph.tracing()
        graph.addTracing("bad") { _ in throw NodeError(kind: "ValueError", "boom") }
        graph.addPath(StateGraph.start, "bad")
        let saved = try SavedThread(graph, in: CodingCheckpointer())
        let last = stream(saved, .tasks).last?.data
        #expect(last?["name"] == "bad" && last?["error"] == "ValueError('boom')" && last?["result"] == [:])
        let failure = try saved.thread.state().tasks.first?.failure
        #expect(failure?.kind == "ValueError" && failure?.message == "boom")
    }
}
