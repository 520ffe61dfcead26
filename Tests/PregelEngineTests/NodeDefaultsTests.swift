import PregelTestSupport
import PregelValues
import Testing

@testable import PregelEngine

@Suite struct NodeDefaultsTests {
    private func graph(_ kind: String, failures: Int) -> StateGraph {
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        graph.addNode("a") { task in
            if task.attempt <= failures { throw NodeError(kind: kind, "no") }
            try task.write("x", [Value(task.attempt)])
        }
        graph.addEdge(from: StateGraph.start, to: "a")
        return graph
    }

    private func policy(_ attempts: Int) -> RetryPolicy {
        var policy = RetryPolicy()
        policy.maxAttempts = attempts
        policy.initialInterval = 0
        policy.jitter = false
        return policy
    }

    @Test func `defaults hold for a node that has no policies`() throws {  // RUN-14
        var graph = graph("Flaky", failures: 2)
        #expect(try graph.compile().run(["x": []]).failure?.attempt == 1)
        graph.nodeDefaults.retry = [policy(3)]
        #expect(try graph.compile().run(["x": []]).output == ["x": [3]])
    }

    @Test func `a node's own policies replace the defaults, and are not added to them`() throws {  // RT-5, RUN-14
        var graph = graph("Flaky", failures: 2)
        graph.nodeDefaults.retry = [policy(5)]
        var own = NodeOptions()
        own.retry = [policy(2)]
        graph.addNode("b", .sync { _ in throw NodeError(kind: "Flaky", "no") }, options: own)
        graph.addEdge(from: "a", to: "b")
        let failure = try graph.compile().run(["x": []]).failure
        #expect(failure?.node == "b" && failure?.attempt == 2)
    }

    @Test func `a default handler runs for every node without one of its own`() throws {  // RUN-14, RUN-12
        var graph = graph("ValueError", failures: 9)
        graph.nodeDefaults.onError = .sync { try $0.write("x", [$0.error?["node"] ?? .null]) }
        #expect(try graph.compile().run(["x": []]).output == ["x": ["a"]])
    }

    @Test func `a default timeout and cache hold too`() throws {  // RUN-14, CA-1
        var graph = graph("Flaky", failures: 0)
        graph.nodeDefaults.cache = CachePolicy()
        graph.nodeDefaults.timeout = TimeoutPolicy(run: 600)
        var options = RunOptions()
        options.cache = MemoryCache()
        let ran = Log<StreamEntry>()
        options.stream = .updates
        options.onStream = { ran.add($0) }
        let compiled = try graph.compile()
        #expect(compiled.run(["x": []], options: options).output == ["x": [1]])
        #expect(compiled.run(["x": []], options: options).output == ["x": [1]])
        #expect(ran.entries.last?.data == ["a": ["x": [1]], "__metadata__": ["cached": true]])
    }

    @Test func `default retries hold for a handler too, a node's own do not`() throws {  // RUN-14, RT-5
        let attempts = Log<Int>()
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        var options = NodeOptions()
        options.onError = .sync { task in
            attempts.add(task.attempt)
            if task.attempt < 3 { throw NodeError(kind: "Flaky", "handler") }
            try task.write("x", [task.error?["message"] ?? .null, Value(task.attempt)])
        }
        options.retry = [policy(2)]
        graph.addNode("a", .sync { _ in throw NodeError(kind: "ValueError", "node") }, options: options)
        graph.addEdge(from: StateGraph.start, to: "a")
        #expect(try graph.compile().run([:]).failure?.message == "handler")
        graph.nodeDefaults.retry = [policy(3)]
        #expect(try graph.compile().run([:]).output == ["x": ["node", 3]])
        #expect(attempts.entries == [1, 1, 2, 3])
        graph.nodeDefaults.retry = [policy(2)]
        let failure = try graph.compile().run([:]).failure
        #expect(failure?.message == "handler" && failure?.attempt == 2)
    }

    @Test func `a default timeout holds for a handler too`() async throws {  // RUN-14, RUN-10
        let clock = ScriptedClock()
        var graph = StateGraph("g")
        graph.addChannel("x", .reduce(.append))
        var options = NodeOptions()
        options.onError = .async { _ in try await cancelled() }
        graph.addNode("a", .sync { _ in throw NodeError("node") }, options: options)
        graph.addEdge(from: StateGraph.start, to: "a")
        graph.nodeDefaults.timeout = TimeoutPolicy(run: 5)
        let failure = try await graph.compile().run([:], options: .on(clock)).failure
        #expect(failure?.code == .nodeTimeout && failure?.node == "__error_handler__a")
    }
}
