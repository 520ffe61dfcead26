public import PregelValues

/// One update of a thread's state (LangGraph `StateUpdate`).
public struct StateUpdate: Sendable {
    /// An object of channels, or null.
    public var values: Value
    /// The node that is said to have written them.
    public var asNode: String?
    /// Nodes that run next, besides those that the node's edges lead to.
    public var goto: [String] = []
    /// Packets that run next.
    public var packets: [(node: String, argument: Value)] = []

    /// Makes an update.
    public init(_ values: Value, asNode: String? = nil) {
        self.values = values
        self.asNode = asNode
    }

    /// Makes an update that is a command; its answers are ignored.
    public init(_ command: RunCommand, asNode: String? = nil) {
        values = command.update ?? .null
        self.asNode = asNode
        goto = command.goto
        packets = command.packets
        isCommand = true
    }

    /// Whether it is a command, be there anything in it or not.
    private(set) var isCommand = false
}
