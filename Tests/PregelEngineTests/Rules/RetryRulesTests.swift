import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Retry policies (RT-1, RT-6, RT-7).
@Suite struct RetryRulesTests {
    private func retrying(_ change: (inout RetryPolicy) -> Void = { _ in }) -> NodeOptions {
        var options = NodeOptions()
        var policy = RetryPolicy()
        change(&policy)
        options.retry = [policy]
        return options
    }

    @Test func `a policy tries three times, after half a second at first, with jitter`() throws {  // RT-1
        let policy = RetryPolicy()
        #expect(policy.maxAttempts == 3 && policy.initialInterval == 0.5 && policy.backoffFactor == 2)
        #expect(policy.maxInterval == 128 && policy.jitter && policy.retryOn == .standard)
        let clock = ScriptedClock()
        var options = RunOptions.on(clock)
        options.random = { 0 }
        var graph = StateGraph.tracing()
        graph.addNode("a", .sync { _ in throw NodeError(kind: "Exception", "no") }, options: retrying())
        graph.addPath(StateGraph.start, "a")
        #expect(try graph.compile().run([:], options: options).failure?.attempt == 3)
        #expect(clock.waits == [0.5, 1])
    }

    @Test func `a node without a policy is tried once`() throws {  // RT-1
        let clock = ScriptedClock()
        var graph = StateGraph.tracing()
        graph.addNode("a") { _ in throw NodeError(kind: "Exception", "no") }
        graph.addPath(StateGraph.start, "a")
        #expect(try graph.compile().run([:], options: .on(clock)).failure?.attempt == 1)
        #expect(clock.waits == [])
    }

    @Test func `an attempt knows when the first one began`() throws {  // RT-6, RTM-1
        let times = Log<Double?>()
        var graph = StateGraph.tracing()
        graph.addTracing("a", options: retrying()) { task in
            times.add(task.firstAttemptTime)
            if task.attempt < 3 { throw NodeError(kind: "Exception", "no") }
        }
        graph.addTracing("b") { times.add($0.firstAttemptTime) }
        graph.addPath(StateGraph.start, "a", "b")
        #expect(try graph.compile().run([:], options: .on(ScriptedClock())).failure == nil)
        let first = try #require(times.entries[0])
        #expect(times.entries == [first, first, first, nil] && first > 1_600_000_000)
    }

    @Test func `an attempt knows its number, and the last one's writes count alone`() throws {  // RT-6
        var graph = StateGraph.tracing()
        graph.addNode(
            "a",
            .sync { task in
                try task.write("x", [Value(task.attempt)])
                if task.attempt < 3 { throw NodeError(kind: "Exception", "no") }
            }, options: retrying())
        graph.addPath(StateGraph.start, "a")
        #expect(try graph.compile().run([:], options: .on(ScriptedClock())).output == ["x": [3]])
    }

    @Test func `neither a question nor a command to the parent is a failure to be retried`() throws {  // RT-7
        let clock = ScriptedClock()
        let ran = Log<String>()
        var graph = StateGraph.tracing()
        graph.addNode(
            "ask",
            .sync { task in
                ran.add("ask")
                _ = try task.interrupt("q")
            }, options: retrying { $0.retryOn = .all })
        graph.addPath(StateGraph.start, "ask")
        #expect(try graph.compile().run([:], options: .on(clock)).interrupts.map(\.value) == ["q"])
        var inner = StateGraph.tracing("inner")
        inner.addNode(
            "up",
            .sync { task in
                ran.add("up")
                try task.commandParent()
                try task.write("x", ["up"])
            }, options: retrying { $0.retryOn = .all })
        inner.addPath(StateGraph.start, "up")
        var outer = StateGraph.tracing()
        outer.addNode("sub", .graph(try inner.compile()), options: retrying { $0.retryOn = .all })
        outer.addPath(StateGraph.start, "sub")
        #expect(try outer.compile().run([:], options: .on(clock)).output == ["x": ["up"]])
        #expect(ran.entries == ["ask", "up"] && clock.waits == [])
    }

    @Test func `an answer that was given is used again by the next attempt`() throws {  // RT-7, INT-1
        var graph = StateGraph.tracing()
        graph.addNode(
            "ask",
            .sync { task in
                let answer = try task.interrupt("q")
                if task.attempt == 1 { throw NodeError(kind: "Exception", "once") }
                try task.write("x", [answer, Value(task.attempt)])
            }, options: retrying())
        graph.addPath(StateGraph.start, "ask")
        let saved = try SavedThread(graph)
        saved.run(["x": ["in"]])
        #expect(saved.resume("A") { $0.clock = ScriptedClock() }.output == ["x": ["in", "A", 2]])
    }
}
