import PregelEngine
import PregelValues
import Testing

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
}
