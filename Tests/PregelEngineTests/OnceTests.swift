import PregelTestSupport
import PregelEngine
import PregelValues
import Testing

/// A node that must not be run again is not.
@Suite struct OnceTests {
    private static func eager() -> NodeOptions {
        var options = NodeOptions()
        var policy = RetryPolicy()
        policy.maxAttempts = 5
        policy.initialInterval = 0
        policy.jitter = false
        policy.retryOn = .all
        options.retry = [policy]
        return options
    }

    private static func failing(_ log: Log<String>, _ traits: NodeTraits = .once) -> NodeAction {
        .sync(traits) { _ in
            log.add("ran")
            throw NodeError(kind: "ConnectionError", "gone")
        }
    }

    @Test func `a retry policy is passed over`() throws {
        let log = Log<String>()
        var graph = StateGraph("test")
        graph.addChannel("in")
        graph.addNode("n", Self.failing(log), options: Self.eager())
        graph.addEdge(from: StateGraph.start, to: "n")
        #expect(try graph.compile().run(["in": 1]).failure?.message == "gone")
        #expect(log.entries == ["ran"])
    }

    @Test func `the defaults' policy is passed over, for the node and as a handler`() throws {
        let log = Log<String>()
        var graph = StateGraph("test")
        graph.addChannel("in")
        graph.nodeDefaults.retry = Self.eager().retry
        var options = NodeOptions()
        options.onError = Self.failing(log)
        graph.addNode("n", Self.failing(log), options: options)
        graph.addEdge(from: StateGraph.start, to: "n")
        #expect(try graph.compile().run(["in": 1]).failure?.message == "gone")
        #expect(log.entries == ["ran", "ran"])
    }

    @Test func `a graph around it is not tried again either`() throws {
        let log = Log<String>()
        var inner = StateGraph("inner")
        inner.addChannel("in")
        inner.addNode("n", Self.failing(log))
        inner.addEdge(from: StateGraph.start, to: "n")
        var outer = StateGraph("outer")
        outer.addChannel("in")
        outer.addNode("g", .graph(try inner.compile()), options: Self.eager())
        outer.addEdge(from: StateGraph.start, to: "g")
        #expect(try outer.compile().run(["in": 1]).failure?.message == "gone")
        #expect(log.entries == ["ran"])
    }

    @Test func `a thread that goes on does not run it again, and says so`() throws {
        let log = Log<String>()
        var graph = StateGraph("test")
        graph.addChannel("in")
        graph.addNode("n", Self.failing(log))
        graph.addEdge(from: StateGraph.start, to: "n")
        let compiled = try graph.compile()
        var options = RunOptions()
        options.checkpointer = MemoryCheckpointer()
        options.threadID = "t"
        #expect(compiled.run(["in": 1], options: options).failure?.message == "gone")
        let second = compiled.run(.proceed, options: options)
        #expect(second.failure?.message == "gone (the node runs once: it is not run again)")
        #expect(second.failure?.kind == "ConnectionError")
        #expect(log.entries == ["ran"])
        // New input is a new task.
        _ = compiled.run(["in": 2], options: options)
        #expect(log.entries == ["ran", "ran"])
    }

    @Test func `a replay gives it what it did, and runs the others again`() throws {
        let log = Log<String>()
        var graph = StateGraph("test")
        graph.addChannel("in")
        graph.addChannel("out", .reduce(.append))
        for (name, traits) in [("once", NodeTraits.once), ("often", [])] {
            graph.addNode(
                name,
                .sync(traits) { task in
                    log.add(name)
                    try task.write("out", [Value(name)])
                })
            graph.addEdge(from: StateGraph.start, to: name)
        }
        let compiled = try graph.compile()
        let checkpointer = MemoryCheckpointer()
        var options = RunOptions()
        options.checkpointer = checkpointer
        options.threadID = "t"
        let first = compiled.run(["in": 1], options: options)
        let thread = GraphThread(compiled, checkpointer: checkpointer, threadID: "t")
        options.checkpointID = try thread.history().first { $0.next.contains("once") && $0.next.contains("often") }?
            .checkpointID
        let replayed = compiled.run(.proceed, options: options)
        #expect(replayed.output == first.output)
        #expect(log.entries.filter { $0 == "once" }.count == 1)
        #expect(log.entries.filter { $0 == "often" }.count == 2)
    }
}
