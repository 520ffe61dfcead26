import PregelTestSupport
import PregelEngine
import PregelValues

/// A thread of a graph whose checkpoints are kept, as tests drive it.
struct SavedThread {
    let graph: CompiledGraph
    let saver: any Checkpointer

    init(_ graph: StateGraph, in saver: any Checkpointer = MemoryCheckpointer()) throws {
        self.graph = try graph.compile()
        self.saver = saver
    }

    /// A thread of a graph of the node `a`, which does this, and the tracing node `worker`, which nothing leads to.
    static func one(_ body: @escaping @Sendable (TaskContext) throws -> Void) throws -> SavedThread {
        var graph = StateGraph.tracing("g", "worker")
        graph.addNode("a", body)
        graph.addPath(StateGraph.start, "a")
        return try SavedThread(graph)
    }

    /// The thread's states.
    var thread: GraphThread { GraphThread(graph, checkpointer: saver, threadID: "t") }

    /// The states of the graph that is nested in a task.
    func nested(_ graph: CompiledGraph, _ namespace: String) -> GraphThread {
        GraphThread(graph, checkpointer: saver, threadID: "t", namespace: namespace)
    }

    /// Options of a run of the thread.
    func options(_ change: (inout RunOptions) -> Void = { _ in }) -> RunOptions {
        var options = RunOptions()
        options.checkpointer = saver
        options.threadID = "t"
        change(&options)
        return options
    }

    @discardableResult
    func run(_ input: Value, _ change: (inout RunOptions) -> Void = { _ in }) -> RunResult {
        graph.run(input, options: options(change))
    }

    /// Goes on without anything new.
    @discardableResult
    func proceed(_ change: (inout RunOptions) -> Void = { _ in }) -> RunResult {
        graph.run(.proceed, options: options(change))
    }

    /// Answers the one question.
    @discardableResult
    func resume(_ answer: Value, _ change: (inout RunOptions) -> Void = { _ in }) -> RunResult {
        graph.run(.command(RunCommand(resume: .value(answer))), options: options(change))
    }

    /// Answers questions by their ids.
    @discardableResult
    func resume(byID answers: [(id: String, value: Value)]) -> RunResult {
        graph.run(.command(RunCommand(resume: .byID(answers))), options: options())
    }

    @discardableResult
    func command(_ command: RunCommand) -> RunResult { graph.run(.command(command), options: options()) }

    /// The trace in the newest state.
    func trace() throws -> Value { try thread.state().values["x"] ?? .null }

    /// Where each checkpoint comes from and after which superstep, oldest first: "input -1", "loop 0" …
    func story() throws -> [String] {
        try thread.history().reversed().map { "\($0.source?.rawValue ?? "?") \($0.step ?? -9)" }
    }

    /// The checkpoint after a superstep, the newest of several.
    func checkpoint(after step: Int) throws -> CheckpointID? {
        try thread.history().first { $0.step == step }?.checkpointID
    }
}

extension StateGraph {
    /// Adds a node that asks each of the questions, and then writes the answers to the trace.
    mutating func addAsking(_ node: String, _ questions: String..., ran: Log<String> = Log()) {
        addNode(node) { task in
            ran.add(node)
            var answers: [Value] = []
            for question in questions { answers.append(try task.interrupt(Value(question))) }
            try task.write("x", .array(answers))
        }
    }
}

extension SavedThread {
    /// p, then a graph of s1 and s2, which asks, then q; every node notes that it runs.
    static func nested(
        _ persistence: Persistence, ran: Log<String> = Log(), in saver: any Checkpointer = MemoryCheckpointer()
    ) throws -> (saved: SavedThread, inner: CompiledGraph) {
        var inner = StateGraph.tracing("inner")
        inner.addTracing("s1") { _ in ran.add("s1") }
        inner.addAsking("s2", "q", ran: ran)
        inner.addPath(StateGraph.start, "s1", "s2")
        let compiled = try inner.compile()
        var graph = StateGraph.tracing()
        graph.addTracing("p") { _ in ran.add("p") }
        graph.addTracing("q") { _ in ran.add("q") }
        graph.addNode("sub", .graph(compiled, persistence: persistence))
        graph.addPath(StateGraph.start, "p", "sub", "q")
        return (try SavedThread(graph, in: saver), compiled)
    }
}
