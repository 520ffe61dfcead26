public import PregelValues

/// What a run is given.
public enum RunInput: Sendable {
    /// New input: an object of channels; what is no input channel is dropped.
    case input(Value)
    /// Nothing: the thread goes on from its checkpoint (LangGraph's input `None`).
    case proceed
    /// Answers, an update or nodes to go to (LangGraph `Command`).
    case command(RunCommand)
}

/// What somebody outside wants of a thread before it goes on (LangGraph `Command` as input, INT-9).
public struct RunCommand: Sendable {
    /// Answers to the thread's questions.
    public var resume: Answers?
    /// Writes to channels, an object; they take effect before the next superstep begins.
    public var update: Value?
    /// Nodes that run in the next superstep, besides those that are due.
    public var goto: [String]
    /// Packets that run in the next superstep, in place of those that are due (LangGraph `Send` in `goto`).
    public var packets: [(node: String, argument: Value)]

    /// Makes a command.
    public init(
        resume: Answers? = nil, update: Value? = nil, goto: [String] = [],
        packets: [(node: String, argument: Value)] = []
    ) {
        self.resume = resume
        self.update = update
        self.goto = goto
        self.packets = packets
    }
}

/// Answers to interrupts.
public enum Answers: Sendable {
    /// For the one question that is pending. An object whose keys are all ids of interrupts is taken as `byID`; null is no
    /// answer (INT-6, INT-7).
    case value(Value)
    /// By the questions' ids; those that are not pending are ignored.
    case byID([(id: String, value: Value)])

    /// The answers as the engine takes them; `nil` for none.
    var normalized: Answers? {
        guard case .value(let value) = self else { return self }
        if value.isNull { return nil }
        if value.kind == .object, value.members.allSatisfy({ Answers.isInterruptID($0.key) }) {
            return .byID(value.members.map { (id: $0.key, value: $0.value) })
        }
        return self
    }

    private static func isInterruptID(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
