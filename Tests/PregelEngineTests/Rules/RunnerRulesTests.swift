import PregelTestSupport
import Foundation
import PregelValues
import Testing

@testable import PregelEngine

/// What becomes of a superstep's tasks (RUN-1 to RUN-15), and of retried ones (RT-1, RT-7).
@Suite struct RunnerRulesTests {
    @Test func `in a wide superstep those tasks alone run that have not finished`() throws {  // RUN-1
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        let names = ["a", "b", "c", "d"]
        for name in names { graph.addTracing(name) { _ in ran.add(name) } }
        for name in ["e", "f"] { graph.addAsking(name, "q" + name, ran: ran) }
        graph.addEdge(from: StateGraph.start, to: names + ["e", "f"])
        let saved = try SavedThread(graph)
        let asked = saved.run(["x": ["in"]]).interrupts
        #expect(ran.entries.sorted() == ["a", "b", "c", "d", "e", "f"])
        saved.resume(byID: [(asked[1].id, "F")])
        #expect(ran.entries.suffix(from: 6).sorted() == ["e", "f"])
        #expect(saved.resume("E").output == ["x": ["in", "a", "b", "c", "d", "E", "F"]])
        #expect(ran.entries.suffix(from: 8) == ["e"])
    }

    @Test func `a task that is alone runs on the thread that called the run`() throws {  // RUN-1
        let threads = Log<ObjectIdentifier>()
        var graph = StateGraph.tracing()
        for name in ["a", "b"] { graph.addTracing(name) { _ in threads.add(ObjectIdentifier(Thread.current)) } }
        graph.addPath(StateGraph.start, "a", "b")
        _ = try graph.trace()
        #expect(threads.entries == Array(repeating: ObjectIdentifier(Thread.current), count: 2))
    }

    @Test func `a failure wins over the questions of its superstep`() throws {  // RUN-7
        for bad in ["a", "z"] {
            var graph = StateGraph.tracing()
            graph.addAsking("m", "q")
            graph.addTracing(bad) { _ in throw NodeError(kind: "Bad", "no") }
            graph.addEdge(from: StateGraph.start, to: ["m", bad])
            let result = try graph.compile().run([:])
            #expect(result.failure?.kind == "Bad" && result.interrupts.isEmpty)
        }
    }

    @Test func `a task without writes has finished, and is not run again`() throws {  // RUN-2
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addNode("silent") { _ in ran.add("silent") }
        graph.addAsking("ask", "q", ran: ran)
        graph.addEdge(from: StateGraph.start, to: ["silent", "ask"])
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(saved.resume("A").output == ["x": ["in", "A"]])
        #expect(ran.entries.filter { $0 == "silent" }.count == 1)
    }

    @Test func `a task that was answered and wrote nothing has finished, too`() throws {  // RUN-2
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addNode("ask") { task in
            ran.add("ask")
            _ = try task.interrupt("q")
        }
        graph.addNode("flaky") { task in
            _ = try task.interrupt("f")
            ran.add("flaky")
            if ran.entries.filter({ $0 == "flaky" }).count == 1 { throw NodeError("once") }
        }
        graph.addEdge(from: StateGraph.start, to: ["ask", "flaky"])
        let saved = try SavedThread(graph)
        let asked = saved.run(["x": ["in"]]).interrupts
        #expect(saved.resume(byID: asked.map { ($0.id, "A") }).status == .failed)
        #expect(try saved.thread.state().next == ["flaky"])
        #expect(saved.proceed().status == .completed)
        #expect(ran.entries.filter { $0 == "ask" }.count == 2)
    }

    @Test func `an interrupted task's writes are dropped, its answers are kept`() throws {  // RUN-3
        var graph = StateGraph.tracing()
        graph.addNode("a") { task in
            try task.write("x", ["early"])
            let first = try task.interrupt("q1")
            try task.write("x", [first, try task.interrupt("q2")])
        }
        graph.addPath(StateGraph.start, "a")
        let saved = try SavedThread(graph)
        #expect(saved.run(["x": ["in"]]).output == ["x": ["in"]])
        #expect(saved.resume("A1").output == ["x": ["in"]])
        #expect(saved.resume("A2").output == ["x": ["in", "A1", "A2"]])
    }

    @Test func `a failed task keeps its error, and what a running sibling still does is kept, but not shown`()
        async throws
    {  // RUN-3, RUN-5, RUN-8, Q43
        let failed = Gate()
        let log = Log<StreamEntry>()
        var graph = StateGraph.tracing()
        graph.addNode(
            "active",
            .async { task in
                await failed.wait()
                try task.write("x", ["active"])
            })
        graph.addTracing("bad") { _ in
            failed.open()
            throw NodeError(kind: "Bad", "boom")
        }
        graph.addEdge(from: StateGraph.start, to: ["active", "bad"])
        let saved = try SavedThread(graph)
        let options = saved.options {
            $0.stream = .updates
            $0.onStream = { log.add($0) }
        }
        let result = await saved.graph.run(["x": ["in"]], options: options)
        #expect(result.failure?.kind == "Bad" && result.output == .null)
        #expect(log.entries.isEmpty)
        let state = try saved.thread.state()
        #expect(state.tasks.map { $0.failure?.message } == [nil, "boom"])
        #expect(state.values == ["x": ["in", "active"]] && state.next == ["bad"])
        #expect(try saved.story() == ["input -1", "loop 0"])
    }

    @Test(arguments: [1, nil])
    func `tasks that were not started when one failed are marked as cancelled and run later`(limit: Int?) throws {
        // RUN-5, RUN-8, Q43
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addTracing("a") { _ in
            ran.add("a")
            if ran.count == 1 { throw NodeError("once") }
        }
        graph.addTracing("b") { _ in ran.add("b") }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]]) { $0.maxConcurrency = limit }
        #expect(ran.entries == ["a"])
        let state = try saved.thread.state()
        #expect(state.next == ["a", "b"])
        #expect(state.tasks.map { $0.failure?.kind } == ["Error", "CancelledError"])
        #expect(saved.proceed().output == ["x": ["in", "a", "b"]])
    }
}
