import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// A superstep of one task, and the input, go a short way where nobody looks. However a run is watched, it must come to the
/// same.
@Suite struct WaysToRunTests {
    /// How a run came out, as far as it does not depend on who watched.
    private struct Outcome: Equatable, CustomStringConvertible {
        let status: RunResult.Status
        let output: Value
        let failure: String?
        let steps: Int

        init(_ result: RunResult) {
            (status, output, steps) = (result.status, result.output, result.steps)
            failure = result.failure.map { "\($0.code): \($0.message)" }
        }

        var description: String { "\(status) \(output) \(failure ?? "") in \(steps)" }
    }

    /// The same run in every way: twice unwatched, for the graph keeps the first; streamed; saved; on one thread.
    private func outcomes(
        _ graph: StateGraph, _ input: Value, limit: Int = 25
    ) throws -> [(way: String, outcome: Outcome)] {
        let compiled = try graph.compile()
        func run(_ change: (inout RunOptions) -> Void) -> Outcome {
            var options = RunOptions()
            options.recursionLimit = limit
            change(&options)
            return Outcome(compiled.run(input, options: options))
        }
        let all: StreamMode = [.values, .updates, .tasks, .debug, .checkpoints, .custom, .messages]
        return [
            ("unwatched", run { _ in }), ("again", run { _ in }), ("on one thread", run { $0.isSingleThreaded = true }),
            ("on several threads", run { $0.clock = SlowClock() }),
            ("within a limit of time", run { $0.stepTimeout = 3_600_000_000_000 }),
            ("values", run { ($0.stream, $0.onStream) = (.values, { _ in }) }),
            ("tasks", run { ($0.stream, $0.onStream) = ([.tasks, .debug], { _ in }) }),
            ("all", run { ($0.stream, $0.onStream, $0.streamsSubgraphs) = (all, { _ in }, true) }),
            ("saved", run { ($0.checkpointer, $0.threadID) = (MemoryCheckpointer(), "t") }),
            (
                "saved at the end",
                run { ($0.checkpointer, $0.threadID, $0.durability) = (MemoryCheckpointer(), "t", .exit) }
            ),
        ]
    }

    private func expectTheSame(
        _ graph: StateGraph, _ input: Value, limit: Int = 25, _ status: RunResult.Status,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let outcomes = try outcomes(graph, input, limit: limit)
        #expect(outcomes[0].outcome.status == status, sourceLocation: location)
        for (way, outcome) in outcomes {
            #expect(outcome == outcomes[0].outcome, "\(way)", sourceLocation: location)
        }
    }

    private func chain(_ kinds: [(String, ChannelKind)], _ nodes: String...) -> StateGraph {
        var graph = StateGraph("g")
        for (name, kind) in kinds { graph.addChannel(name, kind) }
        for node in nodes { graph.addNode(node) { try $0.write("log", [Value($0.node)]) } }
        for (from, to) in zip([StateGraph.start] + nodes, nodes) { graph.addEdge(from: from, to: to) }
        return graph
    }

    @Test func `with an input of every kind`() throws {
        let kinds: [(String, ChannelKind)] = [
            ("log", .reduce(.append)), ("brief", .ephemeral()), ("any", .anyValue), ("sum", .reduce(.sum)),
        ]
        let graph = chain(kinds, "a", "b")
        try expectTheSame(graph, ["log": ["in"], "brief": 1, "any": 2, "sum": 3], .completed)
        try expectTheSame(graph, ["log": ["__overwrite__": ["in"]], "unknown": 1], .completed)
        try expectTheSame(graph, [:], .completed)
        try expectTheSame(graph, "no object", .failed)
        try expectTheSame(graph, ["sum": "no number", "log": []], .failed)
    }

    @Test func `with as many supersteps as it may take, and with one less`() throws {
        let graph = chain([("log", .reduce(.append))], "a", "b", "c")
        try expectTheSame(graph, [:], limit: 4, .completed)
        try expectTheSame(graph, [:], limit: 3, .failed)
        try expectTheSame(graph, [:], limit: 0, .failed)
    }

    @Test func `with a conditional edge from START, and from each node`() throws {
        var graph = chain([("log", .reduce(.append)), ("n", .lastValue)], "a")
        graph.addNode("b") { task in
            try task.write("n", Value((task.input["n"]?.int ?? 0) + 1))
            try task.write("log", [task.input["n"] ?? .null])
        }
        graph.addConditionalEdge(from: "a", Router { _ in [.to("b")] })
        graph.addConditionalEdge(
            from: "b", Router { [($0["n"]?.int ?? 0) < 5 ? .to("b") : .to(StateGraph.end)] })
        try expectTheSame(graph, ["n": 0], .completed)
        graph.addConditionalEdge(
            from: StateGraph.start, Router { [$0["n"]?.int == 3 ? .to("a") : .to("nowhere")] })
        try expectTheSame(graph, ["n": 3], .completed)
        try expectTheSame(graph, ["n": 2], .failed)
    }

    @Test func `with nested graphs that are given what they take, and what they do not`() throws {
        let inner = chain([("log", .reduce(.append)), ("sum", .reduce(.sum))], "i1", "i2")
        var graph = chain([("log", .reduce(.append)), ("sum", .lastValue)], "a")
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addEdge(from: "a", to: "sub")
        try expectTheSame(graph, ["sum": 1], .completed)
        try expectTheSame(graph, ["sum": "no number"], .failed)
    }

    @Test func `with joins, deferred nodes, packets and a parent's commands`() throws {
        var graph = chain([("log", .reduce(.append))], "a")
        for node in ["b", "c", "d"] { graph.addNode(node) { try $0.write("log", [Value($0.node)]) } }
        var last = NodeOptions()
        last.isDeferred = true
        graph.addNode("z", .sync { try $0.write("log", [Value($0.input["log"]?.count ?? 0)]) }, options: last)
        graph.addNode("sends") { task in
            for k in 0..<3 { try task.send("gets", ["k": Value(k)]) }
            try task.goto("z")
        }
        graph.addNode("gets") { try $0.write("log", [$0.input["k"] ?? .null]) }
        graph.addEdge(from: "a", to: ["b", "c"])
        graph.addEdge(from: ["b", "c"], to: "d")
        graph.addEdge(from: "d", to: "sends")
        try expectTheSame(graph, [:], .completed)
    }

    @Test func `with nested graphs side by side, which fail, are tried again, handled and nested themselves`() throws {
        var deep = chain([("log", .reduce(.append))], "d1", "d2")
        deep.addNode("sends") { task in for k in 0..<3 { try task.send("gets", ["k": Value(k)]) } }
        deep.addNode("gets") { try $0.write("log", [$0.input["k"] ?? .null]) }
        deep.addEdge(from: "d2", to: "sends")
        var options = NodeOptions()
        options.retry = [.times(2, first: 0, on: .all)]
        options.onError = .sync { try $0.write("log", [$0.error?["message"] ?? .null]) }
        var inner = chain([("log", .reduce(.append)), ("n", .lastValue)], "i1", "i2")
        inner.addNode(
            "fails", .sync { task in throw NodeError(kind: "E", "\(task.input["n"]?.int ?? 0), \(task.attempt)") },
            options: options)
        inner.addNode("deep", .graph(try deep.compile()))
        inner.addEdge(from: "i1", to: ["fails", "deep"])
        var graph = StateGraph("g")
        graph.addChannel("log", .reduce(.append))
        graph.addNode("sub", .graph(try inner.compile()))
        graph.addNode("plain") { try $0.write("log", ["plain"]) }
        graph.addConditionalEdge(
            from: StateGraph.start, Router { _ in (0..<5).map { .send("sub", ["n": Value($0)]) } + [.to("plain")] })
        try expectTheSame(graph, [:], .completed)
        inner.addNode("ends") { _ in throw NodeError(kind: "E", "for good") }
        inner.addEdge(from: "i2", to: "ends")
        graph.addNode("bad", .graph(try inner.compile()))
        graph.addEdge(from: StateGraph.start, to: "bad")
        try expectTheSame(graph, [:], .failed)
    }

    @Test func `with a run that is cancelled before it begins`() throws {
        let graph = try chain([("log", .reduce(.append))], "a").compile()
        for _ in 0..<2 {
            let run = graph.start(.input([:]))
            run.cancel()
            let result = run.wait()
            #expect(result.status == .failed && result.failure?.code == .cancelled && result.steps == 0)
            #expect(graph.run([:]).output == ["log": ["a"]])
        }
    }
}
