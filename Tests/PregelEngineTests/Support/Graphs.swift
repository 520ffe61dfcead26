import PregelTestSupport
import PregelEngine
import PregelValues

extension StateGraph {
    /// A graph whose state is the list `x`, to which every node appends its name: the notation of the specification.
    static func tracing(_ name: String = "g", deferred: [String] = [], _ nodes: String...) -> StateGraph {
        var graph = StateGraph(name)
        graph.addChannel("x", .reduce(.append))
        for node in nodes { graph.addTracing(node, isDeferred: deferred.contains(node)) }
        return graph
    }

    /// Adds a node that appends its name, and then does something else.
    mutating func addTracing(
        _ node: String, isDeferred: Bool = false, options: NodeOptions = NodeOptions(),
        _ body: @escaping @Sendable (TaskContext) throws -> Void = { _ in }
    ) {
        var options = options
        options.isDeferred = isDeferred
        addNode(
            node,
            .sync { task in
                try task.write("x", [Value(node)])
                try body(task)
            }, options: options)
    }

    /// A graph in a graph in a graph: `l1` of the root has `l2`, which is `inner`.
    static func nesting(_ inner: StateGraph) throws -> StateGraph {
        var middle = StateGraph.tracing("middle")
        middle.addNode("l2", .graph(try inner.compile()))
        middle.addPath(StateGraph.start, "l2")
        var graph = StateGraph.tracing()
        graph.addNode("l1", .graph(try middle.compile()))
        graph.addPath(StateGraph.start, "l1")
        return graph
    }

    /// Adds edges from each name to the next.
    mutating func addPath(_ names: String...) {
        for (from, to) in zip(names, names.dropFirst()) { addEdge(from: from, to: to) }
    }

    /// What the list `x` is in the end, when the run began with "in".
    func trace(_ options: RunOptions = RunOptions()) throws -> Value {
        let result = try compile().run(["x": ["in"]], options: options)
        if let failure = result.failure { throw failure }
        return result.output["x"] ?? .null
    }
}

extension NodeOptions {
    /// A timeout for each attempt, in seconds, and another attempt at once after a failure that is worth it.
    static func timed(run seconds: Double) -> NodeOptions {
        var options = NodeOptions()
        options.timeout = TimeoutPolicy(run: seconds)
        options.retry = [RetryPolicy()]
        options.retry[0].initialInterval = 0
        options.retry[0].jitter = false
        return options
    }
}

extension RunOptions {
    /// Options that put a stream's entries on a log.
    static func streaming(_ modes: StreamMode, subgraphs: Bool = false, to log: Log<StreamEntry>) -> RunOptions {
        var options = RunOptions()
        options.stream = modes
        options.streamsSubgraphs = subgraphs
        options.onStream = { log.add($0) }
        return options
    }
}
