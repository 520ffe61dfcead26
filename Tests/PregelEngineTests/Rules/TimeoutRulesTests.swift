import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Limits of time (RUN-9, RUN-10), cancellation, handlers after a reload and draining (RUN-11 to RUN-15).
@Suite struct TimeoutRulesTests {
    @Test func `a superstep that takes too long fails the run, and its tasks are told`() async throws {  // RUN-9
        var graph = StateGraph.tracing("g", "fast")
        let clock = ScriptedClock(standsStill: true)
        let isShown = Gate()
        graph.addNode(
            "slow",
            .async { _ in
                await isShown.wait()
                clock.ring()
                try await cancelled()
            })
        graph.addEdge(from: StateGraph.start, to: ["fast", "slow"])
        let saved = try SavedThread(graph)
        let options = saved.options {
            $0.clock = clock
            $0.stepTimeout = 3_000_000_000
            $0.stream = .updates
            $0.onStream = { if $0.data["fast"] != nil { isShown.open() } }
        }
        let result = await saved.graph.run(["x": ["in"]], options: options)
        #expect(result.failure?.code == .stepTimeout && result.failure?.kind == "TimeoutError")
        #expect(
            result.failure?.message
                == "superstep 1 of graph \"g\" ran past its timeout of 3.0 s; not done: \"slow\"")
        #expect(clock.waits.contains(3))
        let state = try saved.thread.state()
        #expect(state.next == ["slow"] && state.values == ["x": ["in", "fast"]])
    }

    @Test func `a node that takes too long fails, and is tried again`() async throws {  // RUN-10, RT-3
        let clock = HandClock()
        let attempts = Log<Int>()
        let options = NodeOptions.timed(run: 5)
        var graph = StateGraph.tracing()
        graph.addNode(
            "a",
            .async { task in
                attempts.add(task.attempt)
                try task.write("x", ["dropped"])
                clock.advance(by: 6)
                try await cancelled()
            }, options: options)
        graph.addPath(StateGraph.start, "a")
        let failure = try await graph.compile().run([:], options: clock.options).failure
        #expect(failure?.code == .nodeTimeout && failure?.kind == "NodeTimeoutError")
        #expect(failure?.node == "a" && failure?.attempt == 3)
        #expect(failure?.message == "node \"a\" ran past its timeout of 5.0 s")
        #expect(failure?.detail == ["kind": "run", "timeout": 5, "elapsed": 6])
        #expect(attempts.entries == [1, 2, 3])
    }

    @Test(arguments: [
        (TimeoutPolicy.Refresh.auto, false, true), (.heartbeat, false, false), (.heartbeat, true, true),
    ])
    func `a sign of life puts off the end of a node that may not idle`(
        refresh: TimeoutPolicy.Refresh, beats: Bool, passes: Bool
    ) async throws {  // RUN-10
        let clock = HandClock()
        var options = NodeOptions()
        options.timeout = TimeoutPolicy(idle: 10, refreshOn: refresh)
        var graph = StateGraph.tracing()
        graph.addNode(
            "a",
            .async { task in
                for _ in 0..<3 {
                    clock.advance(by: 6)
                    if beats { task.heartbeat() } else { try task.write("x", ["alive"]) }
                }
                // Once it is over nobody asks any more how long it took.
                if !passes { try await cancelled() }
            }, options: options)
        graph.addPath(StateGraph.start, "a")
        let result = try await graph.compile().run([:], options: clock.options)
        #expect(result.failure?.code == (passes ? nil : .nodeTimeout))
    }

    @Test func `a sibling that waits, for something or its next attempt, is cancelled by a failure`() async throws {
        // RUN-6
        let clock = ScriptedClock(standsStill: true)
        var options = NodeOptions()
        options.retry = [RetryPolicy()]
        var graph = StateGraph.tracing()
        graph.addNode("a", .async { _ in try await cancelled() })
        graph.addNode("b", .sync { _ in throw NodeError(kind: "Flaky", "again") }, options: options)
        graph.addNode("c") { _ in throw NodeError(kind: "Bad", "no") }
        graph.addEdge(from: StateGraph.start, to: ["a", "b", "c"])
        let saved = try SavedThread(graph)
        let result = await saved.graph.run([:], options: saved.options { $0.clock = clock })
        #expect(result.failure?.kind == "Bad")
        let state = try saved.thread.state()
        #expect(state.next == ["a", "b", "c"])
        #expect(state.tasks.map { $0.failure?.kind } == ["CancelledError", "CancelledError", "Bad"])
    }

    @Test func `a node that cancels itself has failed like any other`() throws {  // RUN-11
        var graph = StateGraph.tracing()
        var options = NodeOptions()
        options.retry = [.times(3)]
        graph.addNode("a", .sync { _ in throw CancellationError() }, options: options)
        graph.addPath(StateGraph.start, "a")
        let clock = ScriptedClock()
        let failure = try graph.compile().run([:], options: .on(clock)).failure
        #expect(failure?.code == .nodeError && failure?.kind == "NodeCancelledError")
        #expect(failure?.attempt == 1 && clock.waits == [])
    }

    @Test(arguments: [[], ["alike"]])
    func `after its handler has failed, a thread goes on with the handler`(siblings: [String]) throws {  // RUN-13
        let ran = Log<String>()
        var options = NodeOptions()
        options.onError = .sync { task in
            ran.add("handler")
            if ran.count == 2 { throw NodeError("handler, too") }
            try task.write("x", [task.error?["kind"] ?? .null, task.error?["message"] ?? .null])
        }
        var graph = StateGraph.tracing()
        graph.addTracing("bad", options: options) { _ in
            ran.add("bad")
            throw NodeError(kind: "ValueError", "orig")
        }
        graph.addTracing("alike", options: options)
        graph.addEdge(from: StateGraph.start, to: siblings + ["bad"])
        let saved = try SavedThread(graph, in: CodingCheckpointer())
        #expect(saved.run(["x": ["in"]]).failure?.message == "handler, too")
        #expect(saved.proceed().output == ["x": .array(["in"] + siblings.map { Value($0) } + ["ValueError", "orig"])])
        #expect(ran.entries == ["bad", "handler", "handler"])
    }

    @Test func `a drained run stops before its next superstep and can go on`() throws {  // RUN-15
        let control = RunControl()
        var graph = StateGraph.tracing("g", "b")
        graph.addTracing("a") { _ in control.drain(reason: "shutdown") }
        graph.addPath(StateGraph.start, "a", "b")
        let saved = try SavedThread(graph)
        let drained = saved.run(["x": ["in"]]) { $0.control = control }
        #expect(drained.status == .drained && drained.failure?.message == "shutdown")
        #expect(try saved.trace() == ["in", "a"])
        #expect(try saved.thread.state().next == ["b"])
        #expect(saved.proceed().output == ["x": ["in", "a", "b"]])
    }

    @Test func `a run that has nothing left to do is not drained`() throws {  // RUN-15
        let control = RunControl()
        var graph = StateGraph.tracing()
        graph.addTracing("a") { _ in control.drain() }
        graph.addPath(StateGraph.start, "a")
        #expect(try SavedThread(graph).run([:]) { $0.control = control }.status == .completed)
    }
}
