import PregelTestSupport
import Dispatch
import PregelValues
import Synchronization
import Testing

@testable import PregelEngine

/// Nested graphs side by side compute on several threads, as the tasks of one wide superstep do.
@Suite(.timeLimit(.minutes(5))) struct SharedNestingTests {
    /// Where two threads wait for each other.
    private final class Meeting: Sendable {
        private let first = DispatchSemaphore(value: 0)
        private let second = DispatchSemaphore(value: 0)
        private let visits = Atomic<Int>(0)
        private let missed = Atomic<Int>(0)

        /// How often the other one did not come.
        var missedCount: Int { missed.load(ordering: .relaxed) }

        func meet() {
            let isFirst = visits.add(1, ordering: .relaxed).oldValue % 2 == 0
            (isFirst ? first : second).signal()
            let isThere = (isFirst ? second : first).wait(timeout: .now() + 60) == .success
            if !isThere { missed.add(1, ordering: .relaxed) }
        }
    }

    /// A graph of three packets to `one`. The first task of all takes a second by the clock, as the rest does: what is left is
    /// worth another thread, and two tasks at a time can only end together.
    private func graph(_ clock: HandClock, _ meeting: Meeting, depth: Int, steps: Int) throws -> CompiledGraph {
        let begun = Guarded(0)
        let names = (0..<steps).map { "x\($0)" }
        var inner = StateGraph.tracing("inner")
        for name in names {
            inner.addTracing(name) { _ in
                clock.advance(by: 1)
                let place = begun.withLock { count in
                    count += 1
                    return count
                }
                if place > 1, name == "x0" { meeting.meet() }
            }
        }
        for (from, to) in zip([StateGraph.start] + names, names) { inner.addEdge(from: from, to: to) }
        for _ in 1..<depth {
            var outer = StateGraph.tracing("outer")
            outer.addNode("sub", .graph(try inner.compile()))
            outer.addPath(StateGraph.start, "sub")
            inner = outer
        }
        var graph = StateGraph.tracing()
        graph.addNode("one", .graph(try inner.compile()))
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<3).map { _ in .send("one", [:]) } })
        return try graph.compile()
    }

    @Test(arguments: [(1, 1), (1, 3), (3, 2)])
    func `what computes in several of them runs at once, how deep it may be`(depth: Int, steps: Int) throws {
        let (clock, meeting) = (HandClock(), Meeting())
        let result = try graph(clock, meeting, depth: depth, steps: steps).run([:], options: clock.options)
        #expect(result.status == .completed)
        #expect(result.output["x"]?.count == 3 * steps)
        #expect(meeting.missedCount == 0)
    }

    @Test func `tasks that were ready when another one failed are dropped`() throws {
        let clock = HandClock()
        let ran = Guarded(0)
        var inner = StateGraph.tracing("inner")
        inner.addTracing("x") { _ in
            clock.advance(by: 1)
            // The first one goes well, so that the others are shared.
            let isFirst = ran.withLock { count in
                count += 1
                return count == 1
            }
            if !isFirst { throw NodeError(kind: "ValueError", "no") }
        }
        inner.addPath(StateGraph.start, "x")
        var graph = StateGraph.tracing()
        graph.addNode("one", .graph(try inner.compile()))
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<100).map { _ in .send("one", [:]) } })
        let compiled = try graph.compile()
        for _ in 0..<10 {
            ran.withLock { $0 = 0 }
            let result = compiled.run([:], options: clock.options)
            #expect(result.status == .failed && result.failure?.kind == "ValueError")
            let count = ran.withLock { $0 }
            #expect(count > 1 && count <= 100, "none is run twice")
        }
    }

    @Test func `on one thread none is asked for`() throws {
        let threads = Log<UInt>()
        let clock = HandClock()
        var inner = StateGraph.tracing("inner")
        inner.addTracing("x") { _ in
            clock.advance(by: 1)
            threads.add(currentThread())
        }
        inner.addPath(StateGraph.start, "x")
        var graph = StateGraph.tracing()
        graph.addNode("one", .graph(try inner.compile()))
        graph.addConditionalEdge(from: StateGraph.start, Router { _ in (0..<20).map { _ in .send("one", [:]) } })
        var options = clock.options
        options.isSingleThreaded = true
        #expect(try graph.compile().run([:], options: options).status == .completed)
        #expect(threads.count == 20 && Set(threads.entries).count == 1)
    }

    @Test func `an answer, a breakpoint and what was saved are the same as on one thread`() throws {
        var inner = StateGraph.tracing("inner", "x")
        inner.addAsking("ask", "q")
        inner.addPath(StateGraph.start, "x", "ask")
        var graph = StateGraph.tracing()
        for name in ["s1", "s2", "s3"] {
            graph.addNode(name, .graph(try inner.compile()))
            graph.addEdge(from: StateGraph.start, to: name)
        }
        func traces(_ clock: any EngineClock) throws -> [Value] {
            let saved = try SavedThread(graph)
            let asked = saved.run([:]) { $0.clock = clock }.interrupts
            #expect(asked.map(\.value) == ["q", "q", "q"])
            let answers = Answers.byID(asked.map { ($0.id, "A") })
            _ = saved.graph.run(.command(RunCommand(resume: answers)), options: saved.options { $0.clock = clock })
            return [try saved.trace()] + (try saved.thread.history().map(\.values))
        }
        #expect(try traces(SlowClock()) == traces(HandClock()))
    }
}
