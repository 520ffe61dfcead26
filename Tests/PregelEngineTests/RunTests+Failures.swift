import PregelTestSupport
import PregelValues
import Synchronization
import Testing

@testable import PregelEngine

/// Retries, error handlers, and what a failure ends (RT-1 to RT-7, RUN-4, RUN-12).
@Suite struct FailureTests {
    /// A graph with one node, `a`, that fails with these kinds, one an attempt, and then ends well.
    private func failing(_ kinds: [String], _ retry: [RetryPolicy]) throws -> CompiledGraph {
        var graph = StateGraph("g")
        graph.addChannel("attempt")
        var options = NodeOptions()
        options.retry = retry
        graph.addNode(
            "a",
            .sync { task in
                try task.write("attempt", Value(task.attempt))
                if task.attempt <= kinds.count { throw NodeError(kind: kinds[task.attempt - 1], "no \(task.attempt)") }
            }, options: options)
        graph.addEdge(from: StateGraph.start, to: "a")
        return try graph.compile()
    }

    @Test func `policies share one count of failures`() throws {  // Q41, RT-4
        let clock = ScriptedClock()
        let policies: [RetryPolicy] = [.times(4, first: 1, on: .only(["K"])), .times(3, first: 10, on: .only(["V"]))]
        let result = try failing(["K", "V", "K", "V"], policies).run([:], options: .on(clock))
        #expect(clock.waits == [1, 20, 4])
        #expect(result.failure?.kind == "V")
        #expect(result.failure?.attempt == 4)
        #expect(result.failure?.node == "a")
    }

    @Test func `waits grow by the factor up to the cap`() throws {  // Q42, RT-2
        let clock = ScriptedClock()
        let kinds = Array(repeating: "Exception", count: 5)
        let result = try failing(kinds, [.times(6, factor: 3, cap: 10)]).run([:], options: .on(clock))
        #expect(clock.waits == [1, 3, 9, 10, 10])
        #expect(result.output == ["attempt": 6])
    }

    @Test(arguments: [false, true]) func `who wants to know is told of each attempt that another one follows`(
        isWatched: Bool
    ) throws {
        let notices = Log<RetryNotice>()
        var options = RunOptions.on(ScriptedClock())
        options.onRetry = { notices.add($0) }
        if isWatched { (options.stream, options.onStream) = (.tasks, { _ in }) }
        let result = try failing(["K", "K", "V"], [.times(3, first: 1, on: .only(["K"]))]).run([:], options: options)
        #expect(result.failure?.kind == "V")
        #expect(notices.entries.map(\.node) == ["a", "a"] && notices.entries.allSatisfy { $0.path.isEmpty })
        #expect(notices.entries.map(\.attempt) == [1, 2] && notices.entries.allSatisfy { $0.maxAttempts == 3 })
        #expect(notices.entries.map(\.wait) == [1, 2] && notices.entries.map(\.failure.message) == ["no 1", "no 2"])
        let atOnce = Log<RetryNotice>()
        options.onRetry = { atOnce.add($0) }
        _ = try failing(["K"], [.times(3, first: 0, on: .all)]).run([:], options: options)
        #expect(atOnce.entries.map(\.wait) == [0])
    }

    @Test func `jitter comes on top of the cap`() throws {  // RT-2
        let clock = ScriptedClock()
        var options = RunOptions.on(clock)
        options.random = { 0.25 }
        var jittery = RetryPolicy.times(3, first: 4, cap: 5)
        jittery.jitter = true
        #expect(try failing(["E", "E"], [jittery]).run([:], options: options).status == .completed)
        #expect(clock.waits == [4.25, 5.25])
    }

    @Test(arguments: ["Exception", "AssertionError", "EOFError", "MemoryError", "ConnectionError", "NodeTimeoutError"])
    func `the default retries what another attempt may help`(kind: String) throws {  // Q42, RT-3
        var standard = RetryPolicy.times(2)
        standard.retryOn = .standard
        #expect(try failing([kind], [standard]).run([:], options: .on(ScriptedClock())).status == .completed)
    }

    @Test(arguments: ["RuntimeError", "KeyError", "OSError", "TimeoutError", "ValueError", "ZeroDivisionError"])
    func `the default does not retry what another attempt cannot help`(kind: String) throws {  // Q42, RT-3
        var standard = RetryPolicy.times(2)
        standard.retryOn = .standard
        let clock = ScriptedClock()
        #expect(try failing([kind], [standard]).run([:], options: .on(clock)).failure?.kind == kind)
        #expect(clock.waits == [])
    }

    @Test func `a failure may say itself whether another attempt is worth it, and how long to wait`() throws {
        let clock = ScriptedClock()
        var graph = StateGraph("g")
        var options = NodeOptions()
        options.retry = [.times(4, on: .only(["K"]))]
        graph.addNode(
            "a",
            .sync { task in
                if task.attempt == 1 {
                    throw Failure(.nodeError, kind: "Other", message: "", isTransient: true, retryAfter: 7_000_000_000)
                }
                throw NodeError(kind: "K", "", isTransient: false)
            }, options: options)
        graph.addEdge(from: StateGraph.start, to: "a")
        let result = try graph.compile().run([:], options: .on(clock))
        #expect(clock.waits == [7])
        #expect(result.failure?.attempt == 2)
    }

    @Test func `an attempt that failed leaves no write, goto or packet`() throws {  // RT-6
        var graph = StateGraph.tracing("g", "b")
        var options = NodeOptions()
        options.retry = [.times(2)]
        graph.addTracing("a", options: options) { task in
            guard task.attempt == 1 else { return }
            try task.goto("b")
            try task.send("b", .null)
            throw NodeError("once")
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        let clock = ScriptedClock()
        let result = try graph.compile().run(["x": ["in"]], options: .on(clock))
        #expect(result.output == ["x": ["in", "a"]])
    }

    @Test func `a nested graph that failed is tried again from its start`() throws {  // Q31, SUB-10
        let ran = Log<String>()
        let failures = Atomic(0)
        var inner = StateGraph.tracing("inner")
        inner.addTracing("s1") { _ in ran.add("s1") }
        inner.addTracing("s2") { _ in
            ran.add("s2")
            if failures.add(1, ordering: .relaxed).oldValue == 0 { throw NodeError("once") }
        }
        inner.addPath(StateGraph.start, "s1", "s2")
        var graph = StateGraph.tracing("g")
        var options = NodeOptions()
        options.retry = [.times(2)]
        graph.addNode("sub", .graph(try inner.compile()), options: options)
        graph.addEdge(from: StateGraph.start, to: "sub")
        let clock = ScriptedClock()
        let result = try graph.compile().run(["x": ["in"]], options: .on(clock))
        #expect(ran.entries == ["s1", "s2", "s1", "s2"])
        #expect(result.output == ["x": ["in", "in", "s1", "s2"]])
        #expect(clock.waits == [1])
    }

    @Test func `a failure does not wait for a sibling's retry`() throws {  // RUN-4
        let clock = ScriptedClock(standsStill: true)
        var graph = StateGraph("g")
        var options = NodeOptions()
        options.retry = [.times(3)]
        graph.addNode("a", .sync { _ in throw NodeError(kind: "A", "again") }, options: options)
        graph.addNode("b") { _ in throw NodeError(kind: "B", "for good") }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        let result = try graph.compile().run([:], options: .on(clock))
        #expect(clock.waits == [1])
        #expect(result.failure?.kind == "B")
        clock.ring()
    }

    @Test func `what a superstep wrote is lost when one of its nodes fails`() throws {  // RUN-4
        let log = Log<StreamEntry>()
        var graph = StateGraph.tracing("g", "good")
        graph.addTracing("bad") { _ in throw NodeError(kind: "Bad", "boom") }
        graph.addEdge(from: StateGraph.start, to: ["bad", "good"])
        let result = try graph.compile().run(["x": ["in"]], options: .streaming(.values, to: log))
        #expect(result.status == .failed)
        #expect(result.failure == Failure(.nodeError, kind: "Bad", message: "boom", node: "bad", attempt: 1))
        #expect(log.entries.map(\.data) == [["x": ["in"]]])
    }
}
