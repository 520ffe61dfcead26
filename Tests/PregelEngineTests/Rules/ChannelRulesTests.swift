import PregelTestSupport
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

    @Test(arguments: [["__overwrite__": ["o"]], ["type": "__overwrite__", "value": ["o"]]] as [Value])
    func `a node's write and a nested graph's output may overwrite, in either form`(overwrite: Value) async throws {
        // CH-8
        for action in [
            .sync { try $0.write("x", overwrite) }, .sync(.blocking) { try $0.write("x", overwrite) },
            .async { try $0.write("x", overwrite) },
        ] as [NodeAction] {
            var graph = StateGraph.tracing("g", "b")
            graph.addNode("a", action)
            graph.addEdge(from: StateGraph.start, to: ["a", "b"])
            #expect(try await graph.compile().run(["x": ["in"]]).output == ["x": ["o"]])
        }
        var inner = StateGraph("inner")
        inner.addChannel("x")
        inner.addNode("i") { try $0.write("x", overwrite) }
        inner.addPath(StateGraph.start, "i")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        #expect(try await graph.compile().run(["x": ["in"]]).output == ["x": ["o"]])
        #expect(try await inner.compile().run([:]).output == ["x": overwrite])
    }

    @Test func `a command to the parent may overwrite, and two of a superstep are refused`() throws {  // CH-8
        let form: Value = ["__overwrite__": ["o"]]
        var inner = StateGraph.tracing("inner")
        inner.addNode("i") { task in
            try task.commandParent()
            try task.write("x", form)
        }
        inner.addPath(StateGraph.start, "i")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addPath(StateGraph.start, "sub")
        #expect(try graph.trace() == ["o"])
        var twice = StateGraph.tracing()
        for name in ["a", "b"] { twice.addNode(name) { try $0.write("x", form) } }
        twice.addEdge(from: StateGraph.start, to: ["a", "b"])
        #expect(try twice.compile().run([:]).failure?.code == .invalidConcurrentUpdate)
    }

    @Test func `of a channel with a schema an overwrite's value is held against it`() throws {  // CH-8
        var graph = StateGraph("g")
        graph.addChannel(
            ChannelSpec("x", .reduce(.append)) { $0.kind == .array ? nil : (pointer: "", message: "no list") })
        graph.addNode("a") { try $0.write("x", ["__overwrite__": ["o"]]) }
        graph.addPath(StateGraph.start, "a")
        #expect(try graph.compile().run([:]).output == ["x": ["o"]])
        graph.addNode("b") { try $0.write("x", ["__overwrite__": 1]) }
        graph.addPath("a", "b")
        #expect(try graph.compile().run([:]).failure?.message.contains("no list") == true)
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
