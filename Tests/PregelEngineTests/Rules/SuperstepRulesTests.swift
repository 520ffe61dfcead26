import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// How a superstep is prepared and applied (BSP-1 to BSP-20, CH-2).
@Suite struct SuperstepRulesTests {
    @Test func `a run takes its input, then repeats: plan, run, apply, save`() throws {  // BSP-1
        let saver = NotingCheckpointer()
        var graph = StateGraph.tracing()
        for name in ["a", "b"] { graph.addTracing(name) { _ in saver.log.add(name) } }
        graph.addPath(StateGraph.start, "a", "b")
        let saved = try SavedThread(graph, in: saver)
        saved.run(["x": ["in"]]) {
            $0.durability = .sync
            $0.stream = .values
            $0.onStream = { saver.log.add("values \($0.data["x"]?.count ?? 0)") }
        }
        let expected = [
            "put -1", "values 1", "put 0", "a", "values 2", "put 1", "b", "values 3", "put 2",
        ]
        #expect(saver.log.entries.filter { !$0.hasPrefix("task") } == expected)
    }

    @Test func `a channel gets all writes of a superstep at once, in task order`() throws {  // CH-2
        let folded = Log<String>()
        var graph = StateGraph("g")
        graph.addChannel(
            "x",
            .reduce(
                Reducer(start: "") { current, write in
                    folded.add(write.string ?? "")
                    return Value((current.string ?? "") + (write.string ?? ""))
                }))
        graph.addChannel("flash", .ephemeral())
        for name in ["b", "a"] { graph.addNode(name) { try $0.write("x", Value(name)) } }
        graph.addNode("w") { try $0.write("x", "w") }
        graph.addNode("z") { #expect($0.input["flash"] == nil) }
        graph.addEdge(from: StateGraph.start, to: ["b", "a"])
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in [.send("w", 1)] })
        graph.addPath("a", "z")
        // A superstep without a write to it clears what lives for one superstep.
        #expect(try graph.compile().run(["flash": 1]).output == ["x": "abw"])
        #expect(folded.entries == ["a", "b", "w"])
    }

    @Test func `a node's input has those channels that have a value, and null is one`() throws {  // BSP-5
        let seen = Log<Value>()
        var graph = StateGraph("g")
        for name in ["empty", "null", "full"] { graph.addChannel(name) }
        for name in ["a", "b"] { graph.addNode(name) { seen.add($0.input) } }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        _ = try graph.compile().run(["null": .null, "full": 1])
        #expect(seen.entries == Array(repeating: ["null": .null, "full": 1] as Value, count: 2))
    }

    @Test(arguments: [7, "text", .null, ["a": 1], [1, 2]] as [Value])
    func `a packet's node gets its argument as it is, in the next superstep`(argument: Value) throws {  // BSP-6
        let seen = Log<Value>()
        let steps = Log<Int>()
        var graph = StateGraph.tracing()
        graph.addNode("a") { task in
            steps.add(task.step)
            try task.send("w", argument)
        }
        graph.addNode("w") { task in
            steps.add(task.step)
            seen.add(task.input)
        }
        graph.addPath(StateGraph.start, "a")
        _ = try graph.compile().run(["x": ["in"]])
        #expect(seen.entries == [argument])
        #expect(steps.entries == [1, 2])
    }

    @Test func `a task's id holds over a restart, and is another in a fork`() throws {  // BSP-7, BSP-8
        let ids = Log<String>()
        var graph = StateGraph.tracing()
        graph.addNode("ask") { task in
            ids.add(task.ids.task)
            _ = try task.interrupt("q")
        }
        graph.addPath(StateGraph.start, "ask")
        let saved = try SavedThread(graph)
        saved.run([:])
        #expect(try saved.thread.state().tasks.map(\.id) == ids.entries)
        saved.proceed()
        let at = try saved.thread.state().checkpointID
        saved.proceed { $0.checkpointID = at }
        #expect(ids.entries[0] == ids.entries[1] && ids.entries[1] != ids.entries[2])
    }

    @Test func `tasks are told apart by node, by packet and by handler`() throws {  // BSP-10
        let ids = Log<String>()
        let note: @Sendable (TaskContext) -> Void = { ids.add($0.ids.task) }
        var options = NodeOptions()
        options.onError = .sync { note($0) }
        var graph = StateGraph.tracing()
        graph.addNode("a", .sync { note($0) })
        graph.addNode(
            "bad",
            .sync { task in
                note(task)
                throw NodeError("no")
            }, options: options)
        graph.addEdge(from: StateGraph.start, to: ["a", "bad"])
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in [.send("a", 1), .send("a", 1)] })
        _ = try graph.compile().run([:])
        #expect(ids.count == 5 && Set(ids.entries).count == 5)
    }

    @Test func `a handler's writes come in its node's place, packets by number after all nodes`() throws {
        // BSP-11, BSP-12
        var options = NodeOptions()
        options.onError = .sync { try $0.write("x", ["handled"]) }
        var graph = StateGraph.tracing("g", "a", "z")
        graph.addTracing("m", options: options) { _ in throw NodeError("no") }
        graph.addNode("w") { try $0.write("x", [$0.input]) }
        graph.addEdge(from: StateGraph.start, to: ["z", "m", "a"])
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<11).map { .send("w", Value($0)) } })
        #expect(try graph.trace() == ["in", "a", "handled", "z", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }

    @Test func `what a superstep changes is new to the nodes it triggers, once`() throws {  // BSP-13
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addTracing("a") { _ in ran.add("a") }
        graph.addTracing("b") { _ in ran.add("b") }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        graph.addPath("a", "b")
        #expect(try graph.trace() == ["in", "a", "b", "b"])
        #expect(ran.entries == ["a", "b", "b"])
    }
}
