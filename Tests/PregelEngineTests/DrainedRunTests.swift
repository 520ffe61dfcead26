import PregelValues
import Testing

@testable import PregelEngine

/// A run that is drained from outside by its handle: as a run that its control drains, on every way through the loop.
@Suite struct DrainedRunTests {
    /// The run as its own node knows it.
    private typealias Handle = Guarded<RunHandle?>

    /// Two nodes in a row, the first of which has the run drained.
    private func drained(stream: StreamMode = [], inNested: Bool = false) throws -> RunResult {
        let handle = Handle(nil)
        var graph = StateGraph.tracing("g", "b")
        graph.addTracing("a") { _ in handle.withLock { $0 }?.drain() }
        graph.addPath(StateGraph.start, "a", "b")
        var options = RunOptions()
        options.stream = stream
        if !stream.isEmpty { options.onStream = { _ in } }
        var outer = StateGraph.tracing("outer", "last")
        outer.addNode("graph", .graph(try graph.compile()))
        outer.addPath(StateGraph.start, "graph", "last")
        let run = try (inNested ? outer : graph).compile().start(.input(["x": ["in"]]), options: options)
        handle.withLock { $0 = run }
        defer { handle.withLock { $0 = nil } }
        return run.wait()
    }

    @Test(arguments: [false, true])
    func `it ends at the next superstep's border`(inNested: Bool) throws {
        for stream: StreamMode in [[], .values] {
            let result = try drained(stream: stream, inNested: inNested)
            #expect(result.status == .drained && result.failure?.code == .drained)
            #expect(inNested || result.output == ["x": ["in", "a"]])
        }
    }

    @Test func `one that is drained and then cancelled is cancelled`() throws {
        var graph = StateGraph.tracing("g", "b")
        let handle = Handle(nil)
        graph.addTracing("a") { _ in
            handle.withLock { $0 }?.drain()
            handle.withLock { $0 }?.cancel()
            handle.withLock { $0 }?.drain()
        }
        graph.addPath(StateGraph.start, "a", "b")
        let run = try graph.compile().start(.input(["x": ["in"]]))
        handle.withLock { $0 = run }
        #expect(run.wait().failure?.code == .cancelled)
        handle.withLock { $0 = nil }
    }

    @Test func `a run after one that was drained is not drained`() throws {
        var graph = StateGraph.tracing("g", "a", "b")
        graph.addPath(StateGraph.start, "a", "b")
        let compiled = try graph.compile()
        var run = compiled.start(.input(["x": ["in"]]))
        run.drain()
        #expect(run.wait().status == .drained)
        run = compiled.start(.input(["x": ["in"]]))
        #expect(run.wait().status == .completed)
    }
}
