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

/// A list that several threads add to.
final class Log<Entry: Sendable>: Sendable {
    private let list = Guarded<[Entry]>([])

    var entries: [Entry] { list.withLock { $0 } }
    var count: Int { list.withLock { $0.count } }
    func add(_ entry: Entry) { list.withLock { $0.append(entry) } }
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
