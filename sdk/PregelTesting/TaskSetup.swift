/// What a task is told, besides its input. Everything has a sensible default.
public struct TaskSetup: Sendable {
    /// The attempt's number, from 1.
    public var attempt = 1
    /// The superstep's number.
    public var step = 1
    /// The node's name in its graph.
    public var node = "node"
    /// When the attempt times out, on the monotonic clock in nanoseconds.
    public var deadline: Int64?
    /// What went wrong, for an `on_error` handler.
    public var error: Value?
    /// Answers to the node's questions, in their order; at the first one without an answer the node is interrupted.
    public var answers: [Value] = []
    /// The channels that `read` finds, besides the members of the input.
    public var channels: [String: Value] = [:]
    /// What `readState` gives, as if a packet had made the task; `nil`: an edge did.
    public var state: Value?
    /// The channels that may be written; `nil`: any.
    public var writable: Set<String>?
    /// The nodes that may be gone and sent to; `nil`: any.
    public var nodes: Set<String>?
    /// Whether there is a parent graph to command.
    public var hasParent = true
    /// Whether the task is cancelled from the start.
    public var isCancelled = false
    /// The ids that the task finds.
    public var run = "run-1", thread = "thread-1", task = "task-1", graph = "graph"

    /// Makes the setup of a first attempt.
    public init() {}

    /// Makes a setup, and changes it.
    public init(_ change: (inout TaskSetup) -> Void) { change(&self) }
}
