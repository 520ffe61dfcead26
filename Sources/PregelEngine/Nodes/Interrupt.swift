public import PregelValues

/// A question that a node asked and nobody has answered (LangGraph `Interrupt`).
public struct Interrupt: Sendable {
    /// What is asked.
    public let value: Value
    /// A JSON Schema for the answer, if the node gave one.
    public let schema: Value?
    /// The node that asks.
    public let node: String
}

/// What `TaskContext.interrupt` throws where there is no answer; let it pass.
public struct UnansweredInterrupt: Error, Sendable {
    init() {}
}
