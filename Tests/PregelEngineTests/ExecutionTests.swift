import PregelTestSupport
import Foundation
import PregelValues
import Synchronization
import Testing

@testable import PregelEngine

/// Completion order, limits of concurrency, serial nodes and cancellation (RUN-1, RUN-6, BSP-12).
@Suite struct ExecutionTests {
    @Test(arguments: [["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"]])
    func `the order in which nodes end does not show in the state`(order: [String]) async throws {  // BSP-12, P-5
        let gates = Dictionary(uniqueKeysWithValues: order.map { ($0, Gate()) })
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        for (place, name) in order.enumerated() {
            let next = place + 1 < order.count ? gates[order[place + 1]] : nil
            graph.addNode(
                name,
                .async { task in
                    await gates[name]?.wait()
                    try task.write("x", [Value(name)])
                    next?.open()
                })
            graph.addEdge(from: StateGraph.start, to: name)
        }
        gates[order[0]]?.open()
        #expect(try await graph.compile().run([:]).output == ["x": ["a", "b", "c"]])
    }

    /// Counts how many are inside at once.
    private final class Crowd: Sendable {
        private let state = Mutex((now: 0, most: 0))
        var most: Int { state.withLock { $0.most } }
        func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { state.withLock { $0.now -= 1 } }
    }

    @Test func `a serial node's invocations never overlap`() async throws {
        let crowd = Crowd()
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        graph.addNode(
            "w",
            .sync([.serial, .blocking]) { task in
                crowd.enter()
                try task.write("x", [task.input])
                crowd.leave()
            })
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<50).map { .send("w", Value($0)) } })
        let result = try await graph.compile().run([:])
        #expect(result.output["x"] == .array((0..<50).map { Value($0) }))
        #expect(crowd.most == 1)
    }

    @Test(arguments: [1, 2, 3]) func `no more tasks run at a time than allowed`(limit: Int) async throws {  // EX-1
        let crowd = Crowd()
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.sum))
        graph.addNode(
            "w",
            .async { task in
                crowd.enter()
                await Task.yield()
                crowd.leave()
                try task.write("x", 1)
            })
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<30).map { .send("w", Value($0)) } })
        var options = RunOptions()
        options.maxConcurrency = limit
        #expect(try await graph.compile().run([:], options: options).output == ["x": 30])
        #expect(crowd.most <= limit)
    }

    @Test(arguments: [1, 2, 3, 40])
    func `a limit of concurrency leaves no task out`(limit: Int) throws {  // EX-1, BSP-6
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.sum))
        graph.addNode("w") { try $0.write("x", 1) }
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<30).map { .send("w", Value($0)) } })
        var options = RunOptions()
        options.maxConcurrency = limit
        #expect(try graph.compile().run([:], options: options).output == ["x": 30])
    }

    @Test func `a timeout counts in a wide superstep too`() async throws {  // D-12, RUN-10
        let released = Gate()
        var graph = StateGraph("g")
        var options = NodeOptions()
        options.timeout = TimeoutPolicy(run: 1)
        // Both hold their OS thread until the run is over.
        for node in ["a", "b"] { graph.addNode(node, .sync { _ in released.pass() }, options: options) }
        graph.addEdge(from: StateGraph.start, to: ["a", "b"])
        var run = RunOptions()
        run.clock = ScriptedClock()
        let compiled = try graph.compile()
        let result = await compiled.run([:], options: run)
        released.open()
        #expect(result.failure?.code == .nodeTimeout)
    }

    @Test func `a run that gave up waiting for a serial node does not hold it`() async throws {
        let entered = Gate()
        let released = Gate()
        var graph = StateGraph("g")
        graph.addChannel("x")
        var options = NodeOptions()
        options.timeout = TimeoutPolicy(run: 5)
        let node = NodeAction.sync([.serial, .blocking]) { task in
            guard task.input["x"] == "hold" else { return }
            entered.open()
            released.pass()
        }
        graph.addNode("w", node, options: options)
        graph.addEdge(from: StateGraph.start, to: "w")
        let compiled = try graph.compile()
        async let first = compiled.run(["x": "hold"], options: HandClock().options)
        await entered.wait()
        let clock = HandClock()
        let hasEnded = Guarded(false)
        async let second = {
            let result = await compiled.run(["x": "wait"], options: clock.options)
            hasEnded.withLock { $0 = true }
            return result
        }()
        while !hasEnded.withLock({ $0 }) {
            clock.advance(by: 10)
            await Task.yield()
        }
        #expect(await second.failure?.code == .nodeTimeout)
        released.open()
        #expect(await first.status == .completed)
        #expect(await compiled.run(["x": "go"]).status == .completed)
    }

    @Test func `a nested graph that runs out of time leaves its tasks what they read`() throws {  // D-12
        let released = Gate()
        let read = Log<Value>()
        let driver = pthread_self()
        var inner = StateGraph("inner")
        inner.addChannel("x")
        for name in (0..<8).map({ "n\($0)" }) {
            inner.addNode(name) { task in
                guard pthread_equal(pthread_self(), driver) == 0 else {
                    // Long enough for the pool to help.
                    let end = SystemClock.shared.now + 2_000_000
                    while SystemClock.shared.now < end {}
                    return
                }
                released.pass()
                read.add(task.input)
            }
            inner.addEdge(from: StateGraph.start, to: name)
        }
        var outer = StateGraph("outer")
        outer.addChannel("x")
        var options = NodeOptions()
        options.timeout = TimeoutPolicy(run: 0.05)
        outer.addNode("nested", .graph(try inner.compile()), options: options)
        outer.addEdge(from: StateGraph.start, to: "nested")
        let result = try outer.compile().run(["x": [["a": "value of its own"]]])
        released.open()
        // The pool may have been busy elsewhere: then the driver has run them all.
        guard result.failure?.code == .nodeTimeout else { return #expect(result.status == .completed) }
        while read.count == 0 { sched_yield() }
        #expect(read.entries.first == ["x": [["a": "value of its own"]]])
    }

    @Test func `the time of an attempt that has ended takes no other one's`() async throws {  // RUN-10, RUN-12
        for _ in 0..<5 {
            let clock = HandClock()
            let (sibling, seen) = (Gate(), Gate())
            var graph = StateGraph("g")
            graph.addChannel("x", .reduce(.append))
            var timed = NodeOptions()
            timed.timeout = TimeoutPolicy(run: 5)
            let first = (0..<8).map { "n\($0)" }
            for name in first { graph.addNode(name, .sync(.blocking) { _ in }, options: timed) }
            var handled = NodeOptions()
            handled.timeout = TimeoutPolicy(run: 100)
            handled.onError = .sync(.blocking) { task in
                // The times of those before are up; the driver learns of it before it learns of the sibling's end.
                clock.advance(by: 10)
                sibling.open()
                seen.pass()
                try task.write("x", ["handled"])
            }
            graph.addNode("fails", .sync(.blocking) { _ in throw NodeError("no") }, options: handled)
            graph.addNode("sibling", .sync(.blocking) { _ in sibling.pass() })
            graph.addEdge(from: StateGraph.start, to: first)
            for name in ["fails", "sibling"] { graph.addEdge(from: first, to: name) }
            graph.addConditionalEdge(
                from: "sibling",
                Router { _ in
                    seen.open()
                    return []
                })
            let compiled = try graph.compile()
            let result = await compiled.run(["x": []], options: clock.options)
            #expect(result.output == ["x": ["handled"]], "\(String(describing: result.failure))")
        }
    }

    @Test func `a cancelled run ends, and tells the node that it waits for`() async throws {  // RUN-6
        let started = Gate()
        var graph = StateGraph("g")
        graph.addNode(
            "waits",
            .async { _ in
                started.open()
                try await cancelled()
            })
        graph.addEdge(from: StateGraph.start, to: "waits")
        let handle = try graph.compile().start(.input([:]))
        async let result = withCheckedContinuation { done in handle.whenDone { done.resume(returning: $0) } }
        await started.wait()
        handle.cancel()
        handle.cancel()
        #expect(await result.failure?.code == .cancelled)
    }

    @Test func `cancelling the Swift task cancels the run`() async throws {
        let started = Gate()
        var graph = StateGraph("g")
        graph.addNode(
            "waits",
            .async { _ in
                started.open()
                try await cancelled()
            })
        graph.addEdge(from: StateGraph.start, to: "waits")
        let compiled = try graph.compile()
        let task = Task { await compiled.run([:]) }
        await started.wait()
        task.cancel()
        #expect(await task.value.failure?.code == .cancelled)
    }

    /// Completes itself, twice.
    private final class Twice: NodeBody {
        private let answers: Log<Bool>

        init(answers: Log<Bool>) { self.answers = answers }

        var traits: NodeTraits { .async }

        func invoke(_ context: TaskContext) -> TaskOutcome {
            answers.add(context.complete(.finished))
            answers.add(context.complete(.failed(Failure(.nodeError, message: "late"))))
            return .pending
        }
    }

    @Test func `the first completion counts, a second one changes nothing`() throws {
        let answers = Log<Bool>()
        var graph = StateGraph("g")
        graph.addNode("a", .body(Twice(answers: answers)))
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.compile().run([:]).status == .completed)
        #expect(answers.entries == [true, false])
    }
}
