import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// What kind of failure the engine's own are: LangGraph's names, wherever they are seen (ERR-6).
@Suite struct FailureKindTests {
    /// Fails on the first attempt as the engine finds, and writes the attempt's number on any other.
    private func failing(
        _ options: NodeOptions, _ act: @escaping @Sendable (TaskContext) throws -> Void
    ) throws -> CompiledGraph {
        var graph = StateGraph.tracing()
        graph.addNode(
            "a",
            .sync { task in
                if task.attempt == 1 { try act(task) }
                try task.write("x", [Value(task.attempt)])
            }, options: options)
        graph.addPath(StateGraph.start, "a")
        return try graph.compile()
    }

    /// Hands the kind, the message's beginning and the node to the state.
    private var handled: NodeOptions {
        var options = NodeOptions()
        options.onError = .sync { try $0.write("x", [$0.error?["kind"] ?? .null, $0.error?["node"] ?? .null]) }
        return options
    }

    private func retrying(_ kinds: RetryPolicy.Kinds) -> NodeOptions {
        var options = NodeOptions()
        options.retry = [.times(2, on: kinds)]
        return options
    }

    @Test func `every code has a kind, and a failure that states none is of it`() {
        for code in ErrorCode.allCases {
            #expect(!code.kind.isEmpty)
            var failure = Failure(code, message: "no")
            #expect(failure.kind == code.kind)
            failure.kind = ""
            #expect(failure.kind == code.kind)
        }
        #expect(Failure(encoded: ["code": "STEP_TIMEOUT", "kind": ""])?.kind == "TimeoutError")
    }

    @Test func `a handler is told LangGraph's name of a failure that the engine finds`() throws {
        let acts: [@Sendable (TaskContext) throws -> Void] = [
            { try $0.write("nowhere", 1) }, { try $0.goto("nowhere") }, { try $0.send("nowhere", 1) },
            { try $0.commandParent() },
        ]
        for act in acts {
            #expect(try failing(handled, act).run([:]).output == ["x": ["InvalidUpdateError", "a"]])
        }
    }

    @Test func `a policy that names LangGraph's exception matches what the engine finds`() throws {
        let wrong: @Sendable (TaskContext) throws -> Void = { try $0.goto("nowhere") }
        for kinds in [.only(["InvalidUpdateError"]), .only(["Exception"]), .all, .standard] as [RetryPolicy.Kinds] {
            let graph = try failing(retrying(kinds), wrong)
            #expect(graph.run([:], options: .on(ScriptedClock())).output == ["x": [2]], "\(kinds)")
        }
        let graph = try failing(retrying(.only(["ValueError", "INVALID_UPDATE"])), wrong)
        #expect(graph.run([:], options: .on(ScriptedClock())).failure?.kind == "InvalidUpdateError")
    }

    @Test(arguments: [
        ("RecursionError", true), ("RuntimeError", true), ("GraphRecursionError", true), ("ValueError", false),
    ])
    func `a nested graph that has no end fails its node with a RecursionError`(kind: String, isOne: Bool) throws {
        var inner = StateGraph.tracing("inner", "i")
        inner.addPath(StateGraph.start, "i", "i")
        var graph = StateGraph.tracing()
        graph.addNode("sub", .graph(try inner.compile()), options: retrying(.only([kind])))
        graph.addPath(StateGraph.start, "sub")
        var options = RunOptions.on(ScriptedClock())
        options.recursionLimit = 3
        let result = try graph.compile().run([:], options: options)
        #expect(result.failure?.code == .graphRecursionLimit && result.failure?.kind == "GraphRecursionError")
        #expect(result.failure?.attempt == (isOne ? 2 : 1))
    }

    @Test func `a failure that is stored keeps its kind and its bases`() throws {
        let saved = try SavedThread(
            {
                var graph = StateGraph.tracing()
                graph.addNode("a") { _ in throw NodeError(kind: "NoRoute", bases: ["ConnectionError"], "down") }
                graph.addNode("b") { try $0.write("nowhere", 1) }
                graph.addEdge(from: StateGraph.start, to: ["a", "b"])
                return graph
            }(), in: CodingCheckpointer())
        saved.run([:])
        let failures = try saved.thread.state().tasks.compactMap(\.failure)
        #expect(failures.first?.kind == "NoRoute" && failures.first?.bases == ["ConnectionError"])
        #expect(failures.dropFirst().allSatisfy { $0.kind == "InvalidUpdateError" || $0.kind == "CancelledError" })
    }

    @Test func `bases that a node states are matched`() throws {
        let graph = try failing(retrying(.only(["OSError"]))) { _ in
            throw NodeError(kind: "NoRoute", bases: ["ConnectionError"], "down")
        }
        #expect(graph.run([:], options: .on(ScriptedClock())).output == ["x": [2]])
    }
}
