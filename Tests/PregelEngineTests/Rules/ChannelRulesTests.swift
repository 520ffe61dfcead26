import PregelEngine
import PregelValues
import Testing

/// Channels as runs and checkpoints see them (CH-5 to CH-12).
@Suite struct ChannelRulesTests {
    @Test func `what is untracked is in memory alone: no checkpoint, write of a task or packet has it`() throws {
        // CH-12
        let seen = Log<Value>()
        var graph = StateGraph.tracing()
        graph.addChannel("secret", .untracked())
        graph.addNode("a") { task in
            try task.write("secret", "s")
            try task.send("w", ["secret": "s", "k": ["secret": "deep"]])
        }
        graph.addNode("w") { task in
            seen.add(task.input)
            seen.add(task.read("secret") ?? .null)
            _ = try task.interrupt("q")
        }
        graph.addNode("b") { try $0.write("secret", "b") }
        graph.addPath(StateGraph.start, "a", "b")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(seen.entries == [["secret": "s", "k": ["secret": "deep"]], "s"])
        #expect(try saved.thread.state().values == ["x": ["in"]])
        saved.resume("A")
        #expect(seen.entries.suffix(2) == [["k": ["secret": "deep"]], .null])
        #expect(try saved.thread.history().allSatisfy { $0.values["secret"] == nil })
    }

    @Test(arguments: [["__overwrite__": ["o"]], ["type": "__overwrite__", "value": ["o"]]] as [Value])
    func `input, updates and commands may overwrite, in either form`(overwrite: Value) throws {  // CH-8, Q17
        var graph = StateGraph.tracing("g", "a")
        graph.addAsking("ask", "q")
        graph.addPath(StateGraph.start, "a", "ask")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(saved.run(["x": overwrite]).output == ["x": ["o", "a"]])
        #expect(saved.command(RunCommand(update: ["x": overwrite])).output == ["x": ["o"]])
        saved.resume("A")
        #expect(try saved.trace() == ["o", "A"])
        try saved.thread.update(["x": overwrite], asNode: "ask")
        #expect(try saved.trace() == ["o"])
    }

    @Test func `an object that only looks like an overwrite is a value`() throws {  // CH-8
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.merge))
        graph.addNode("a") { _ in }
        graph.addPath(StateGraph.start, "a")
        let compiled = try graph.compile()
        for value in [["__overwrite__": 1, "k": 2], ["type": "__overwrite__"], ["type": "other", "value": 1]] as [Value]
        {
            #expect(compiled.run(["x": value]).output == ["x": value])
        }
    }

    @Test func `a channel that lives for one superstep is seen by the next one alone`() throws {  // CH-5, CH-4, CH-6
        let seen = Log<Value>()
        var graph = StateGraph("g")
        graph.addChannel("flash", .ephemeral())
        graph.addChannel("any", .anyValue)
        graph.addChannel("topic", .topic())
        graph.addNode("a") { task in for name in ["flash", "any", "topic"] { try task.write(name, [1]) } }
        for name in ["b", "c"] { graph.addNode(name) { seen.add($0.input) } }
        graph.addPath(StateGraph.start, "a", "b", "c")
        _ = try graph.compile().run([:])
        #expect(seen.entries == [["flash": [1], "any": [1], "topic": [1]], [:]])
    }
}
