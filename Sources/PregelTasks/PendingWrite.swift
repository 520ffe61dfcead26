public import PregelEngine
public import PregelValues

/// One thing that a task leaves behind, until its superstep is applied (LangGraph's pending writes).
public enum PendingWrite: Sendable {
    /// A write to a channel.
    case channel(String, Value)
    /// What the task returns to the one that called it.
    case result(Value)
    /// The task has finished, and did nothing (RUN-2).
    case noWrites
    /// The questions that stopped the task.
    case interrupts([Interrupt])
    /// The answers that the task has had, in the order of its questions.
    case answers([Value])
    /// Why the task failed.
    case error(Failure)
    /// The node whose failure an error handler gets (RUN-12).
    case errorSource(String)

    /// The channel's name, as LangGraph calls it.
    public var channel: String {
        switch self {
        case .channel(let name, _): name
        case .result: "__return__"
        case .noWrites: "__no_writes__"
        case .interrupts: "__interrupt__"
        case .answers: "__resume__"
        case .error: "__error__"
        case .errorSource: "__error_source_node__"
        }
    }

    /// Whether it tells of the task's state, and is no output of it.
    var isControl: Bool {
        switch self {
        case .interrupts, .answers, .error, .errorSource: true
        case .channel, .result, .noWrites: false
        }
    }
}
