import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Answers, drains and cancellations where graphs are nested or several tasks wait.
@Suite struct ResumeRulesTests {
    /// START leads to "s1" and "s2", graphs of a node each that asks.
    private func twoNested(_ persistence: Persistence = .inherit) throws -> SavedThread {
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        for name in ["s1", "s2"] {
            var inner = StateGraph("inner")
            inner.addChannel("x", .reduce(.append))
            inner.addAsking("ask", "q" + name)
            inner.addPath(StateGraph.start, "ask")
            inner.output = ["x"]
            graph.addNode(name, .graph(try inner.compile(), persistence: persistence))
        }
        graph.addEdge(from: StateGraph.start, to: ["s1", "s2"])
        return try SavedThread(graph)
    }

    @Test func `of two nested questions one is answered by its id, and the other then by value`() throws {
        // INT-5, INT-6, Q24
        let saved = try twoNested()
        let asked = saved.run([:]).interrupts
        #expect(asked.map(\.value) == ["qs1", "qs2"])
        #expect(saved.resume("A").failure?.code == .ambiguousResume)
        #expect(saved.resume(byID: [(asked[0].id, "A1")]).interrupts.map(\.id) == [asked[1].id])
        #expect(saved.resume("A2").output == ["x": ["A1", "A2"]])
    }

    @Test func `the first question's id stands for its task's later ones, too`() throws {  // INT-6
        var graph = StateGraph.tracing()
        graph.addAsking("a", "q1", "q2")
        graph.addPath(StateGraph.start, "a")
        let saved = try SavedThread(graph)
        let first = saved.run([:]).interrupts[0].id
        let second = saved.resume(byID: [(first, "A1")]).interrupts[0].id
        #expect(first != second)
        #expect(saved.resume(byID: [(first, "A2")]).output == ["x": ["A1", "A2"]])
    }

    @Test func `an answer by id that does not fit is not kept either`() throws {  // INT-4, INT-6
        var graph = StateGraph.tracing()
        graph.addNode("a") { task in try task.write("x", [try task.interrupt("q", schema: ["type": "string"])]) }
        graph.addPath(StateGraph.start, "a")
        let saved = try SavedThread(graph)
        let check: (inout RunOptions) -> Void = { $0.checkAnswer = { answer, _ in answer.string == nil ? "no" : nil } }
        let id = saved.run([:], check).interrupts[0].id
        func answer(_ value: Value) -> RunResult {
            saved.graph.run(.command(RunCommand(resume: .byID([(id, value)]))), options: saved.options(check))
        }
        #expect(answer(7).status == .failed)
        #expect(saved.proceed(check).interrupts.map(\.id) == [id])
        #expect(answer("A").output == ["x": ["A"]])
    }

    @Test func `a question that its node catches stops nothing`() throws {  // INT-14
        var graph = StateGraph.tracing("g", "b")
        graph.addTracing("a") { task in _ = try? task.interrupt("q") }
        graph.addPath(StateGraph.start, "a", "b")
        let saved = try SavedThread(graph)
        let result = saved.run(["x": ["in"]])
        #expect(result.status == .completed)
        #expect(result.output == ["x": ["in", "a", "b"]])
    }

    @Test func `a drain in a nested graph drains the run, which goes on inside`() throws {  // RUN-15
        let ran = Log<String>()
        let control = RunControl()
        var inner = StateGraph.tracing("inner")
        inner.addTracing("s1") { _ in
            ran.add("s1")
            control.drain(reason: "deploy")
        }
        inner.addTracing("s2") { _ in ran.add("s2") }
        inner.addPath(StateGraph.start, "s1", "s2")
        var graph = StateGraph.tracing("g", "z")
        var options = NodeOptions()
        options.retry = [RetryPolicy()]
        options.onError = .sync { _ in ran.add("handler") }
        graph.addNode("sub", .graph(try inner.compile()), options: options)
        graph.addPath(StateGraph.start, "sub", "z")
        let saved = try SavedThread(graph)
        let drained = saved.run(["x": ["in"]]) { $0.control = control }
        #expect(drained.status == .drained && drained.failure?.message == "deploy")
        #expect(try saved.thread.state().next == ["sub"])
        #expect(saved.proceed().output == ["x": ["in", "in", "s1", "s2", "z"]])
        #expect(ran.entries == ["s1", "s2"])
    }

    @Test func `tasks of a cancelled run are marked as cancelled, and run again`() async throws {  // RUN-6
        let started = Gate()
        let ran = Log<String>()
        var graph = StateGraph.tracing("g", "done")
        graph.addNode(
            "waits",
            .async { task in
                ran.add("waits")
                started.open()
                if ran.count == 1 { try await cancelled() }
                try task.write("x", ["waits"])
            })
        graph.addEdge(from: StateGraph.start, to: ["done", "waits"])
        let saved = try SavedThread(graph)
        let handle = saved.graph.start(.input(["x": ["in"]]), options: saved.options())
        async let result = withCheckedContinuation { end in handle.whenDone { end.resume(returning: $0) } }
        await started.wait()
        handle.cancel()
        #expect(await result.failure?.code == .cancelled)
        let state = try saved.thread.state()
        #expect(state.next == ["waits"] && state.values == ["x": ["in", "done"]])
        #expect(state.tasks.map { $0.failure?.kind } == [nil, "CancelledError"])
        #expect(await saved.graph.run(.proceed, options: saved.options()).output == ["x": ["in", "done", "waits"]])
    }
}
