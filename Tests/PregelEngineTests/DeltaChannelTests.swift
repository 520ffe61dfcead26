import PregelValues
import Testing

@testable import PregelEngine

/// Channels whose checkpoints hold what was written, with a checkpointer that keeps nothing but encoded values.
@Suite struct DeltaChannelTests {
    private let saver = CodingCheckpointer()

    /// A loop of one node that appends its round, until there are six.
    private func loop(frequency: Int = 100) throws -> CompiledGraph {
        var graph = StateGraph("loop")
        graph.addChannel("log", .delta(.append, snapshotFrequency: frequency))
        graph.addChannel("n", .reduce(.sum))
        graph.addNode("a") { task in
            let round = task.input["n"]?.int ?? 0
            if round == 3 { _ = try task.interrupt("go on?") }
            try task.write("log", [Value(round)])
            try task.write("n", 1)
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        let ends = Router { state in [.to(state["n"]?.int ?? 0 < 6 ? "a" : StateGraph.end)] }
        graph.addConditionalEdge(from: "a", targets: ["a", StateGraph.end], ends)
        return try graph.compile()
    }

    private func options(_ durability: Durability = .sync) -> RunOptions {
        var options = RunOptions()
        options.checkpointer = saver
        options.threadID = "t"
        options.durability = durability
        return options
    }

    /// Which checkpoints have the whole list, oldest first.
    private var whole: [Bool] {
        saver.list(thread: "t", namespace: "", before: nil, limit: nil).reversed().map {
            $0.state.encoded["channel_values"]?["log"]?.count == 2
        }
    }

    @Test func `a list is rebuilt from what each superstep wrote`() throws {  // CH-13
        let graph = try loop()
        #expect(graph.run(["log": ["in"]], options: options()).status == .interrupted)
        #expect(whole.allSatisfy { !$0 })
        let result = graph.run(.command(RunCommand(resume: .value("yes"))), options: options())
        #expect(result.output["log"] == ["in", 0, 1, 2, 3, 4, 5])
        let thread = GraphThread(graph, checkpointer: saver, threadID: "t")
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, 3, 4, 5])
        #expect(
            try thread.history().reversed().map { $0.values["log"]?.count ?? 0 } == [0, 1, 2, 3, 4, 5, 6, 7])
    }

    @Test func `every so many writes a checkpoint has all of it`() throws {  // CH-13
        let graph = try loop(frequency: 3)
        _ = graph.run(["log": ["in"]], options: options())
        _ = graph.run(.command(RunCommand(resume: .value("yes"))), options: options())
        #expect(whole == [false, false, false, true, false, false, true, false])
        let thread = GraphThread(graph, checkpointer: saver, threadID: "t")
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, 3, 4, 5])
    }

    @Test func `an update, a branch and durability "exit" keep all of it`() throws {  // CH-13
        let graph = try loop()
        _ = graph.run(["log": ["in"]], options: options())
        let thread = GraphThread(graph, checkpointer: saver, threadID: "t")
        try thread.update(["log": ["up"]], asNode: "a")
        #expect(whole.last == true)
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, "up"])
        var replay = options()
        replay.checkpointID = try thread.history().first { $0.values["log"] == ["in", 0] }?.checkpointID
        #expect(graph.run(.proceed, options: replay).output["log"] == ["in", 0, 1, 2])
        #expect(
            graph.run(.command(RunCommand(update: ["log": ["said"]])), options: options(.exit)).status == .interrupted)
        #expect(try thread.state().values["log"] == ["in", 0, 1, 2, "said"])
    }

    @Test func `an overwrite counts alone, and null empties`() throws {  // CH-13
        let cell = Probe(.delta(.append, snapshotFrequency: 100))
        #expect(try cell.update([["a"], ["b"]]))
        #expect(cell.value == ["a", "b"])
        #expect(
            try cell.update(writes: [
                ChannelWrite(value: ["x"]), ChannelWrite(value: ["c"], isOverwrite: true), ChannelWrite(value: ["y"]),
            ]))
        #expect(cell.value == ["c"])
        #expect(try cell.update(writes: [ChannelWrite(value: .null, isOverwrite: true)]))
        #expect(cell.value == [])
        let twice = [ChannelWrite(value: ["c"], isOverwrite: true), ChannelWrite(value: ["d"], isOverwrite: true)]
        #expect(cell.refusal(ofWrites: twice) == .invalidConcurrentUpdate)
        #expect(cell.refusal(of: [1]) == .invalidUpdate)
    }

    /// A thread of a graph whose node appends "a" to `log`, which is a channel of this kind.
    private func thread(_ kind: ChannelKind) throws -> SavedThread {
        var graph = StateGraph("g")
        graph.addChannel("log", kind)
        graph.addNode("a") { try $0.write("log", ["a"]) }
        graph.addPath(StateGraph.start, "a")
        return try SavedThread(graph, in: saver)
    }

    @Test func `a stored null is as good as none`() throws {  // CH-13
        try thread(.lastValue).run(["log": .null]) { $0.interruptBefore = .all }
        let delta = try thread(.delta(.append))
        #expect(try delta.thread.state().values == ["log": []])
        #expect(delta.proceed().output == ["log": ["a"]])
        #expect(try delta.thread.state().values == ["log": ["a"]])
    }

    @Test func `a channel that becomes a delta, or stops being one, keeps its value`() throws {  // CH-13
        try thread(.reduce(.append)).run(["log": ["in", ["nested"]]])
        let delta = try thread(.delta(.append))
        #expect(try delta.thread.state().values == ["log": ["in", ["nested"], "a"]])
        #expect(delta.run(["log": ["more"]]).output == ["log": ["in", ["nested"], "a", "more", "a"]])
        #expect(try delta.thread.state().values == ["log": ["in", ["nested"], "a", "more", "a"]])
        try thread(.delta(.append, snapshotFrequency: 1)).run(["log": [["__delta__": [1, 1]]]])
        let reduced = try thread(.reduce(.append))
        #expect(try reduced.thread.state().values["log"]?.items.last == "a")
        #expect(reduced.run(["log": ["end"]]).output["log"]?.items.suffix(2) == ["end", "a"])
    }

    private func message(_ id: Value, _ content: Value = "x") -> Value {
        ["id": id, "role": "user", "content": content]
    }

    private func merged(_ current: [Value], _ writes: Value...) throws -> Value {
        try BatchReducer.messages.reduce(.array(current), writes)
    }

    @Test func `messages are merged by their ids, of all writes at once`() throws {  // CH-13
        #expect(
            try merged([message("1")], message("2"), [message("1", "new"), message("3")])
                == [message("1", "new"), message("2"), message("3")])
        #expect(
            try merged([message("1"), message("2")], ["id": "1", "role": "remove"], ["id": "9", "role": "remove"])
                == [message("2")])
        #expect(
            try merged([message("1")], ["id": "1", "role": "remove"], message("1", "again")) == [message("1", "again")])
        #expect(throws: Failure.self) { try merged([], "hello") }
    }

    @Test func `the last message that removes all clears the list, and the writes before it`() throws {  // CH-13
        let kept = message("kept")
        #expect(try merged([message("1")], [message("2"), removeAll, kept]) == [kept])
        #expect(try merged([message("1")], [message("2"), removeAll], [removeAll, kept]) == [kept])
        #expect(try merged([message("1")], message("2"), removeAll) == [])
        #expect(try merged([message("1")], [removeAll, message("1", "new")]) == [message("1", "new")])
    }

    @Test func `messages of two supersteps give the same as of one`() throws {  // CH-13
        let writes: [Value] = [
            message("1"), [message("2"), ["id": "1", "role": "remove"]], removeAll, message("1", "b"), message("4"),
            ["id": "4", "role": "remove"], message("1", "c"),
        ]
        for split in writes.indices {
            let first = try BatchReducer.messages.reduce([message("0")], Array(writes[..<split]))
            #expect(
                try BatchReducer.messages.reduce(first, Array(writes[split...]))
                    == BatchReducer.messages.reduce([message("0")], writes))
        }
    }

    @Test func `a message without an id has one from when it is written, also after a reload`() throws {  // CH-13
        var graph = StateGraph("g")
        graph.addChannel("messages", .delta(.messages))
        graph.addNode("a") { try $0.write("messages", [["role": "user", "content": "a"], removeAll]) }
        graph.addNode("b") { try $0.write("messages", ["role": "assistant", "content": "b"]) }
        graph.addNode("c") { try $0.overwrite("messages", [["role": "user", "content": "c"]]) }
        graph.addPath(StateGraph.start, "a", "b", "c")
        let saved = try SavedThread(graph, in: saver)
        let output = saved.run(["messages": ["role": "user", "content": "in"]]) { $0.interruptBefore = .nodes(["c"]) }
        let ids = output.output["messages"]?.items.map { $0["id"]?.string ?? "" } ?? []
        #expect(ids.count == 1 && !ids[0].isEmpty)
        #expect(try saved.thread.state().values["messages"]?.items.map { $0["id"]?.string ?? "" } == ids)
        let last = saved.proceed().output["messages"]?.items.map { $0["id"]?.string ?? "" } ?? []
        #expect(last.count == 1 && !last[0].isEmpty && last != ids)
        #expect(try saved.thread.state().values["messages"]?.items.map { $0["id"]?.string ?? "" } == last)
    }
}

private let removeAll: Value = ["id": "__remove_all__", "role": "remove"]
