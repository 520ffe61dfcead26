import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Where the project departs from LangGraph on purpose (D-1 to D-7).
@Suite struct DeparturesTests {
    @Test func `a write to a channel that the graph does not have is refused, with the close name`() throws {  // D-1
        var graph = StateGraph("g")
        graph.addChannel("greeting")
        graph.addNode("a") { try $0.write("greetng", 1) }
        graph.addPath(StateGraph.start, "a")
        let failure = try #require(try graph.compile().run([:]).failure)
        #expect(failure.code == .invalidUpdate)
        #expect(failure.message.contains("node \"a\" writes channel \"greetng\""))
        #expect(failure.message.contains("did you mean \"greeting\"?"))
    }

    @Test func `a target that no node has is refused, with the close name`() throws {  // D-2
        for act in [{ try $0.goto("wrker") }, { try $0.send("wrker", 1) }] as [@Sendable (TaskContext) throws -> Void] {
            let failure = try #require(try SavedThread.one(act).run([:]).failure)
            #expect(failure.code == .invalidUpdate && failure.message.contains("\"wrker\""))
            #expect(failure.message.contains("did you mean \"worker\"?"))
        }
        let saved = try SavedThread.one { _ in }
        saved.run([:])
        #expect(saved.command(RunCommand(goto: ["wrker"])).failure?.message.contains("did you mean") == true)
    }

    @Test func `a conditional edge that fails runs again with its node`() throws {  // D-3
        let ran = Log<String>()
        var graph = StateGraph.tracing("g", "b")
        graph.addTracing("a") { _ in ran.add("a") }
        graph.addPath(StateGraph.start, "a")
        graph.addConditionalEdge(
            from: "a",
            Router { _ in
                ran.add("edge")
                if ran.count == 2 { throw NodeError(kind: "ValueError", "once") }
                return [.to("b")]
            })
        let saved = try SavedThread(graph)
        #expect(saved.run(["x": ["in"]]).failure?.kind == "ValueError")
        let state = try saved.thread.state()
        #expect(state.values == ["x": ["in"]] && state.next == ["a"])
        #expect(state.tasks.map(\.result) == [nil] && state.tasks[0].failure?.message == "once")
        #expect(saved.proceed().output == ["x": ["in", "a", "b"]])
        #expect(ran.entries == ["a", "edge", "a", "edge"])
    }

    @Test func `an answer is used once`() throws {  // D-4
        let saved = try SavedThread.one { try $0.write("x", [try $0.interrupt("q1"), try $0.interrupt("q2")]) }
        saved.run(["x": ["in"]])
        saved.resume("A1")
        #expect(saved.proceed().interrupts.map(\.value) == ["q2"])
        #expect(saved.resume("A2").output == ["x": ["in", "A1", "A2"]])
    }

    @Test func `an answer is for the task whose question waits`() throws {  // D-19
        var graph = StateGraph.tracing()
        for (name, breakpoints) in [("a", Breakpoints.all), ("b", .nodes([]))] {
            var inner = StateGraph.tracing("inner")
            inner.addAsking("i", name)
            inner.addPath(StateGraph.start, "i")
            inner.interruptBefore = breakpoints
            graph.addNode(name, .graph(try inner.compile()))
            graph.addPath(StateGraph.start, name)
        }
        let saved = try SavedThread(graph)
        #expect(saved.run([:]).interrupts.map(\.value) == ["b"])
        #expect(saved.resume("B").interrupts.map(\.value) == ["a"])
        #expect(saved.resume("A").output == ["x": ["A", "B"]])
    }

    @Test func `an update in a command on a new thread applies once`() throws {  // D-5
        let saved = try SavedThread.one { try $0.write("x", ["a"]) }
        #expect(saved.command(RunCommand(update: ["x": ["u"]])).output == ["x": ["u", "a"]])
    }

    @Test func `an empty command and an answer of null are nothing to do`() throws {  // D-6
        let saved = try SavedThread.one { _ = try $0.interrupt("q") }
        saved.run([:])
        #expect(saved.command(RunCommand()).failure?.code == .emptyInput)
        #expect(saved.resume(.null).failure?.code == .emptyInput)
        #expect(try saved.thread.state().interrupts.map(\.value) == ["q"])
    }

    @Test func `after two writes to a last value the state before the superstep can be read`() throws {  // D-7
        var graph = StateGraph("g")
        graph.addChannel("last")
        for name in ["a", "b"] { graph.addNode(name) { try $0.write("last", 1) } }
        graph.addNode("c") { _ in }
        graph.addEdge(from: StateGraph.start, to: ["a", "b", "c"])
        let saved = try SavedThread(graph)
        saved.run(["last": 0])
        let state = try saved.thread.state()
        #expect(state.values == ["last": 0] && state.next == ["a", "b"])
        #expect(state.tasks.map { $0.failure?.code } == [.invalidConcurrentUpdate, .invalidConcurrentUpdate, nil])
    }
}
