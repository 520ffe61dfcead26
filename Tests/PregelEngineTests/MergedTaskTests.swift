import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

/// Supersteps of several tasks that compute: what they do is merged as they end.
@Suite struct MergedTaskTests {
    private func graph(
        _ names: [String], _ body: @escaping @Sendable (TaskContext) throws -> Void
    ) -> StateGraph {
        var graph = StateGraph("wide")
        graph.addChannel("log", .reduce(.append))
        graph.addChannel("last")
        for name in names {
            graph.addNode(name, body)
            graph.addEdge(from: StateGraph.start, to: name)
        }
        return graph
    }

    @Test func `two that write a channel for one name both`() throws {
        let graph = try graph(["a", "b", "c"]) { task in
            try task.write("log", [Value(task.node)])
            if task.node != "b" { try task.write("last", Value(task.node)) }
        }.compile()
        let failure = try #require(graph.run([:]).failure)
        #expect(failure.code == .invalidConcurrentUpdate)
        #expect(failure.message.hasPrefix("channel \"last\", written by \"a\", \"c\":"))
    }

    @Test func `a channel that one of them writes has its value, also where each writes its own`() throws {
        var graph = StateGraph("wide")
        let names = (0..<100).map { "n\($0)" }
        for name in names {
            graph.addChannel(name)
            graph.addNode(name) { task in try task.write(task.node, Value(task.node)) }
            graph.addEdge(from: StateGraph.start, to: name)
        }
        let output = try graph.compile().run([:]).output
        #expect(output == .object(names.map { (key: $0, value: Value($0)) }))
    }

    @Test func `one that fails and is tried again writes in its place`() throws {
        var policy = RetryPolicy()
        policy.initialInterval = 0
        policy.jitter = false
        policy.retryOn = .all
        let tries = Guarded(0)
        var graph = graph(["a", "c", "d"]) { task in try task.write("log", [Value(task.node)]) }
        var options = NodeOptions()
        options.retry = [policy]
        let again = NodeAction.sync([]) { task in
            let count = tries.withLock { count in
                count += 1
                return count
            }
            if count < 3 { throw NodeError("not yet") }
            try task.write("log", [Value("b\(task.attempt)")])
        }
        graph.addNode("b", again, options: options)
        graph.addEdge(from: StateGraph.start, to: "b")
        #expect(try graph.compile().run([:]).output["log"] == ["a", "b3", "c", "d"])
    }

    @Test func `one that fails ends the superstep, and nothing of it holds`() throws {
        let graph = try graph(["a", "b", "c"]) { task in
            try task.write("log", [Value(task.node)])
            if task.node == "b" { throw NodeError("no") }
        }.compile()
        #expect(graph.run([:]).failure?.node == "b")
        #expect(graph.run([:]).output.isNull)
    }

    @Test func `what had ended is shown where another one asks`() throws {
        let graph = try graph(["a", "b", "c"]) { task in
            if task.node == "b" { _ = try task.interrupt("?") }
            try task.write("log", [Value(task.node)])
        }.compile()
        let result = graph.run([:])
        #expect(result.status == .interrupted && result.interrupts.map(\.node) == ["b"])
        #expect(result.output == ["log": ["a", "c"]])
    }

    @Test func `a router sees what its own task wrote, and nothing of its siblings`() throws {
        let seen = Guarded<[Value]>([])
        var graph = graph(["a", "b", "c"]) { task in try task.write("log", [Value(task.node)]) }
        for name in ["a", "b", "c"] {
            graph.addConditionalEdge(
                from: name,
                Router { view in
                    seen.withLock { $0.append(view["log"] ?? .null) }
                    return [.to(StateGraph.end)]
                })
        }
        #expect(try graph.compile().run([:]).output["log"] == ["a", "b", "c"])
        #expect(seen.withLock { $0 } == [["a"], ["b"], ["c"]])
    }

    @Test func `a context that a node keeps is not given to the next`() throws {
        let kept = Guarded<[TaskContext]>([])
        let graph = try graph((0..<50).map { "n\($0)" }) { task in
            kept.withLock { $0.append(task) }
            try task.write("log", [Value(task.node)])
        }.compile()
        #expect(graph.run([:]).output["log"]?.count == 50)
        let contexts = kept.withLock { $0 }
        #expect(Set(contexts.map { ObjectIdentifier($0) }).count == 50)
        for context in contexts { #expect(throws: Failure.self) { try context.write("log", []) } }
    }

    @Test func `packets are merged in the order in which they were sent`() throws {
        var graph = StateGraph("packets")
        graph.addChannel("log", .reduce(.append))
        graph.addNode("w") { task in try task.write("log", [task.input]) }
        graph.addConditionalEdge(
            from: StateGraph.start, Router { _ in (0..<500).map { .send("w", Value(499 - $0)) } })
        #expect(try graph.compile().run([:]).output["log"] == .array((0..<500).map { Value(499 - $0) }))
    }

    @Test func `a channel that is written twice by one task keeps its later value`() throws {
        var graph = StateGraph("twice")
        for name in ["x", "y", "z"] { graph.addChannel(name) }
        for node in ["a", "b"] {
            graph.addNode(node) { task in
                guard task.node == "a" else { return }
                try task.write("y", 1)
                try task.write("z", 2)
                try task.write("y", 3)
                try task.write("x", 4)
                try task.write("z", 5)
            }
            graph.addEdge(from: StateGraph.start, to: node)
        }
        #expect(try graph.compile().run([:]).output == ["x": 4, "y": 3, "z": 5])
    }
}
