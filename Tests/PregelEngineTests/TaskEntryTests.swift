import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// What is streamed of tasks, `tasks` and `debug`: objects that share one piece of memory.
@Suite struct TaskEntryTests {
    /// Starts tasks in every way there is: from START, from two nodes, by a packet, as a handler; they write one channel,
    /// several, none, and overwrite.
    private func graph() throws -> CompiledGraph {
        var graph = StateGraph("g")
        graph.addChannel("x")
        graph.addChannel("list", .reduce(.append))
        var told = NodeOptions()
        told.metadata = ["owner": "somebody with a long name"]
        graph.addNode("one", .sync { try $0.write("x", "a text that is long enough to be shared") }, options: told)
        graph.addNode("two") { task in
            try task.write("x", 1)
            try task.write("list", [2])
        }
        graph.addNode("three") { try $0.overwrite("list", []) }
        graph.addNode("none") { _ in }
        graph.addNode("packet") { try $0.write("list", [$0.input]) }
        var handled = NodeOptions()
        handled.onError = .sync { try $0.write("list", ["handled"]) }
        graph.addNode("fails", .sync { _ in throw NodeError("on purpose") }, options: handled)
        graph.addPath(StateGraph.start, "one", "two", "three")
        graph.addEdge(from: "three", to: "none")
        graph.addEdge(from: "three", to: "fails")
        let sends = Router { _ in [.send("packet", ["k": "a packet's argument"])] }
        graph.addConditionalEdge(from: "one", targets: ["packet"], sends)
        graph.addEdge(from: ["none", "two"], to: "joined")
        graph.addNode("joined") { try $0.write("x", 3) }
        return try graph.compile()
    }

    private func entries(_ modes: StreamMode) throws -> [StreamEntry] {
        let log = Log<StreamEntry>()
        var options = RunOptions.streaming(modes, to: log)
        // A thread that has run a task may hold the stream's end for a moment longer than the run.
        options.isSingleThreaded = true
        let result = try graph().run(["x": 0, "list": []], options: options)
        #expect(result.status == .completed)
        return log.entries
    }

    @Test func `an entry shows what a task was given and what it did, also when its graph and run are gone`() throws {
        let shown = try entries(.tasks).map(\.data)
        func entry(_ name: String, _ member: String, at place: Int = 0) -> Value? {
            shown.filter { $0["name"]?.string == name && $0[member] != nil }.dropFirst(place).first
        }
        let one = try #require(entry("one", "input"))
        #expect(one.members.map(\.key) == ["id", "name", "input", "triggers", "metadata"])
        #expect(one["input"] == ["list": [], "x": 0] && one["triggers"] == ["branch:to:one"])
        #expect(one["metadata"] == ["owner": "somebody with a long name"])
        let ended = try #require(entry("one", "result"))
        #expect(ended.members.map(\.key) == ["id", "name", "result", "error", "interrupts"])
        #expect(ended["result"] == ["x": "a text that is long enough to be shared"])
        #expect(ended["id"] == one["id"] && ended["error"] == .null && ended["interrupts"] == [])
        #expect(entry("two", "result")?["result"] == ["x": 1, "list": [2]])
        #expect(entry("three", "result")?["result"] == ["list": ["__overwrite__": []]])
        #expect(entry("none", "result")?["result"] == [:])
        let packet = try #require(entry("packet", "input"))
        #expect(packet["input"] == ["k": "a packet's argument"] && packet["triggers"] == ["__pregel_push"])
        #expect(entry("fails", "error")?["error"] == "Error('on purpose')")
        let handler = try #require(entry("__error_handler__fails", "result"))
        #expect(handler["result"] == ["list": ["handled"]])
        #expect(handler["id"] != entry("fails", "error")?["id"])
    }

    @Test func `debug shows around each task what tasks shows`() throws {
        let shown = try entries([.tasks, .debug])
        let tasks = shown.filter { $0.mode == .tasks }.map(\.data)
        let debug = shown.filter { $0.mode == .debug }.map(\.data)
        #expect(tasks.count > 10 && debug.map { $0["payload"] } == tasks)
        for (entry, task) in zip(debug, tasks) {
            #expect(entry.members.map(\.key) == ["step", "timestamp", "type", "payload"])
            #expect(entry["type"] == (task["result"] == nil ? "task" : "task_result"))
            let time = try #require(entry["timestamp"]?.string)
            let isTime = time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00/) != nil
            #expect(isTime)
        }
    }

    @Test func `what is taken out of an entry outlives it`() throws {
        func parts() throws -> [Value] {
            let shown = try entries(.debug).map(\.data)
            let start = try #require(shown.first?["payload"])
            let end = try #require(shown.first { $0["type"] == "task_result" }?["payload"])
            let written = try #require(end["result"]?["x"])
            let trigger = try #require(start["triggers"]?.items.first)
            return [try #require(start["name"]), trigger, written, try #require(end["result"])]
                + end.members.map(\.value)
        }
        let parts = try parts()
        let text: Value = "a text that is long enough to be shared"
        #expect(Array(parts[..<4]) == ["one", "branch:to:one", text, ["x": text]])
        #expect(parts[4].string?.utf8.count == 36)
        #expect(Array(parts[5...]) == ["one", ["x": text], .null, []])
    }

    @Test func `what a task wrote does not keep the entry that shows it`() throws {
        weak var memory: ValueOwner?
        func written() throws -> Value {
            let end = try #require(try entries(.tasks).first { $0.data["result"]?["x"] != nil })
            memory = end.data.owner
            return try #require(end.data["result"]?["x"])
        }
        let written = try written()
        #expect(written == "a text that is long enough to be shared")
        #expect(memory == nil)
    }
}
