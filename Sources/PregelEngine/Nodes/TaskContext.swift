public import PregelValues

/// One attempt of one task, as its node sees it: what it was given, and the verbs through which it acts.
///
/// What a node does here takes effect when it ends well, all at once, when the superstep is applied; chunks of `emit`
/// alone are seen at once. A wrong name fails the task with `INVALID_UPDATE`, whatever the node does next. Usable from
/// any thread until the node ends, from several at once if its traits have `.async`.
public final class TaskContext: @unchecked Sendable {
    /// The channels that the node sees, as an object; for a packet its argument, which may be any value.
    public internal(set) var input: Value
    /// The attempt's number, from 1.
    public internal(set) var attempt = 1
    /// The superstep's number; the first nodes run in step 1.
    public internal(set) var step = 0
    /// For an `on_error` handler: `{kind, message, node}` of the failure that it handles.
    public internal(set) var error: Value?
    /// When the attempt must be over, in nanoseconds of the run's clock; 0 for never.
    public internal(set) var deadline: Int64 = 0

    /// The node's id in `graph`.
    let nodeID: Int
    /// The graph that the task belongs to.
    package let graph: CompiledGraph
    /// The run that the task belongs to.
    let run: Run?
    /// The task's place in its superstep; -1 for what is no task (a router).
    var slot = -1

    /// What the attempt did so far.
    var effects = TaskEffects()
    /// The first wrong name or value that a verb was given: the task fails with it.
    package internal(set) var refusal: Failure?
    /// Answers to the task's questions, in their order.
    var answers: [Value] = []
    /// How many questions were asked in this attempt.
    var questionCount = 0
    /// The question that stopped the attempt.
    var question: Interrupt?
    /// The targets that a router gave.
    var routed: [Value] = []

    let lock = Lock()
    /// Whether the attempt is over: later verbs are refused.
    var isOver = false
    /// Whether nobody wants the result any more.
    var isUnwanted = false

    init(graph: CompiledGraph, nodeID: Int, run: Run?, input: Value) {
        self.graph = graph
        self.nodeID = nodeID
        self.run = run
        self.input = input
    }

    /// The node's name in its graph.
    public var node: String { graph.nodes[nodeID].name }

    /// Whether the run no longer wants the result.
    public var isCancelled: Bool { lock.withLock { isUnwanted } }
}
