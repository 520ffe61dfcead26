import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Where the system gives no thread for the timers, what needs one is refused; it would never be over.
@Suite(.timeLimit(.minutes(10))) struct NoThreadsTests {
    private func failure(
        _ node: NodeAction, _ options: NodeOptions = NodeOptions(), defaults: NodeDefaults = NodeDefaults(),
        stepTimeout: Int64 = 0, clock: StoppedClock = StoppedClock()
    ) throws -> Failure? {
        var graph = StateGraph.tracing()
        graph.nodeDefaults = defaults
        graph.addNode("a", node, options: options)
        graph.addPath(StateGraph.start, "a")
        var run = RunOptions()
        run.clock = clock
        run.stepTimeout = stepTimeout
        return try graph.compile().run([:], options: run).failure
    }

    private var timed: NodeOptions {
        var options = NodeOptions()
        options.timeout = TimeoutPolicy(run: 1)
        return options
    }

    @Test func `a limit of a superstep's time is refused`() throws {
        let failure = try failure(.sync { _ in Issue.record("nothing runs") }, stepTimeout: 1)
        #expect(failure?.code == .noThreads && failure?.kind == "RuntimeError")
        #expect(
            failure?.message
                == "the superstep's timeout cannot be watched: the system gives no more threads")
    }

    @Test func `a node's timeout is refused, be it a graph`() throws {
        var inner = StateGraph.tracing("inner", "b")
        inner.addPath(StateGraph.start, "b")
        let nodes: [NodeAction] = [
            .sync { _ in Issue.record("nothing runs") }, .sync(.serial) { _ in Issue.record("nothing runs") },
            .graph(try inner.compile()),
        ]
        for node in nodes {
            let failure = try failure(node, timed)
            #expect(failure?.code == .noThreads && failure?.node == "a")
        }
    }

    @Test func `an error handler's timeout is refused`() throws {
        let clock = StoppedClock(runs: true)
        var defaults = NodeDefaults()
        defaults.timeout = TimeoutPolicy(run: 1)
        defaults.onError = .sync { _ in Issue.record("nothing runs") }
        let failing = NodeAction.sync { _ in
            clock.stop()
            throw NodeError("no")
        }
        #expect(try failure(failing, defaults: defaults, clock: clock)?.code == .noThreads)
    }

    @Test func `a wait for another attempt is refused, and tells why the last one failed`() throws {
        var options = NodeOptions()
        options.retry = [.times(3)]
        let refused = try failure(.sync { _ in throw NodeError(kind: "Flaky", "again") }, options)
        #expect(refused?.code == .noThreads && refused?.node == "a" && refused?.attempt == 1)
        #expect(
            refused?.message
                == "no other attempt can be timed: the system gives no more threads; the last one failed with Flaky: again"
        )
        options.retry = [.times(3, first: 0)]
        #expect(try failure(.sync { _ in throw NodeError(kind: "Flaky", "again") }, options)?.attempt == 3)
    }

    @Test func `a node that may wait, and needs no clock, runs`() throws {
        #expect(try failure(.sync(.blocking) { _ in }) == nil)
        #expect(try failure(.async { _ in }) == nil)
    }
}
