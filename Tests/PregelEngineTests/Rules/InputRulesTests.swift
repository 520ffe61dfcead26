import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// How a run begins and ends (BSP-16 to BSP-20), and what is left of it (MV-1).
@Suite struct InputRulesTests {
    @Test func `a run ends where nothing is triggered, also after a superstep without writes`() throws {  // BSP-16
        var graph = StateGraph.tracing("g", "never")
        graph.addNode("a") { _ in }
        graph.addPath(StateGraph.start, "a")
        let result = try graph.compile().run(["x": ["in"]])
        #expect(result.status == .completed && result.steps == 1)
        #expect(result.output == ["x": ["in"]])
    }

    @Test func `new input drops the tasks and packets that were due`() throws {  // BSP-17, Q27
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addChannel("flash", .ephemeral())
        graph.addNode("a") { task in
            try task.write("flash", 1)
            for number in 0..<2 { try task.send("w", Value(number)) }
        }
        graph.addNode("w") { task in
            ran.add("w\(task.input)")
            _ = try task.interrupt(Value("q\(task.input)"))
        }
        graph.addNode("b") { task in ran.add(task.input["flash"] == nil ? "b" : "b with flash") }
        graph.addPath(StateGraph.start, "a", "b")
        graph.interruptBefore = .nodes(["b"])
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(try saved.thread.state().next == ["w", "w", "b"])
        #expect(try saved.thread.state().values["flash"] == 1)
        saved.run(["x": ["in2"]])
        let state = try saved.thread.state()
        #expect(state.next == ["w", "w", "b"] && state.values["x"] == ["in", "in2"])
        #expect(try saved.thread.history().filter { $0.source == .input }.map(\.step) == [2, -1])
        let input = try #require(try saved.thread.history().first { $0.source == .input })
        #expect(input.next == ["START"] && input.values["flash"] == nil)
        #expect(ran.entries == [])
    }

    @Test func `null as input is no input, an empty object is one`() throws {  // BSP-18, ERR-3
        var graph = StateGraph.tracing("g", "a")
        graph.addPath(StateGraph.start, "a")
        #expect(try SavedThread(graph).run([:]).output == ["x": ["a"]])
        #expect(try SavedThread(graph).proceed().failure?.code == .emptyInput)
    }

    @Test func `nodes of a superstep read the state as it was when it began`() throws {  // BSP-19
        let seen = Log<Value>()
        var graph = StateGraph.tracing()
        for name in ["a", "b"] {
            graph.addTracing(name) { task in
                seen.add(task.input["x"] ?? .null)
                seen.add(task.read("x") ?? .null)
            }
        }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        _ = try graph.trace()
        #expect(seen.entries == Array(repeating: ["in"] as Value, count: 4))
    }

    @Test func `a run resumes where it is given nothing or a command, and with input starts anew`() throws {  // BSP-20
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b")
        graph.interruptBefore = .nodes(["b"])
        let command = RunCommand(update: ["x": ["u"]])
        let expected: [Value] = [["in", "a", "b"], ["in", "a", "u", "b"], ["in", "a", "2", "a"]]
        for (input, expected) in zip([RunInput.proceed, .command(command), .input(["x": ["2"]])], expected) {
            let saved = try SavedThread(graph)
            saved.run(["x": ["in"]])
            let log = Log<StreamEntry>()
            let options = saved.options {
                $0.stream = .values
                $0.onStream = { log.add($0) }
            }
            #expect(saved.graph.run(input, options: options).output["x"] == expected)
            let first = log.entries.first?.data["x"]
            if case .input = input { #expect(first == ["in", "a", "2"]) } else { #expect(first?.items.first == "in") }
        }
    }

    @Test func `a node is told how many supersteps are left`() throws {  // MV-1
        let told = Log<String>()
        var graph = StateGraph.tracing()
        for name in ["a", "b"] { graph.addTracing(name) { told.add("\($0.isLastStep) \($0.remainingSteps)") } }
        graph.addPath(StateGraph.start, "a", "b")
        var options = RunOptions()
        options.recursionLimit = 2
        _ = try graph.compile().run([:], options: options)
        #expect(told.entries == ["true 1", "false 0"])
    }
}
