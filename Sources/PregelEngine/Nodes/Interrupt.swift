public import PregelValues

/// A question that a node asked and nobody has answered (LangGraph `Interrupt`).
public struct Interrupt: Sendable {
    /// What is asked.
    public let value: Value
    /// A JSON Schema for the answer, if the node gave one.
    public let schema: Value?
    /// The node that asks.
    public let node: String
    /// The question's id, 32 hexadecimal digits: the same until it is answered (INT-3).
    public let id: String

    /// Makes a question, as one who runs tasks without a graph asks it.
    public init(value: Value, schema: Value? = nil, node: String, id: String) {
        self.value = value
        self.schema = schema
        self.node = node
        self.id = id
    }
}

extension Interrupt {
    /// The question as a checkpoint keeps it.
    var encoded: Value { ["value": value, "schema": schema ?? .null, "node": Value(node), "id": Value(id)] }

    /// The question that a checkpoint kept.
    init?(encoded: Value) {
        guard let value = encoded["value"], let id = encoded["id"]?.string else { return nil }
        let schema = encoded["schema"].flatMap { $0.isNull ? nil : $0 }
        self.init(value: value, schema: schema, node: encoded["node"]?.string ?? "", id: id)
    }
}

/// What `TaskContext.interrupt` throws where there is no answer; let it pass.
public struct UnansweredInterrupt: Error, Sendable {
    init() {}
}
