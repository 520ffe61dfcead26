internal import CPregelABI

/// What a router knows of the edge that it decides, and how it sends packets.
public struct RouterContext: Sendable {
    let call: Call

    /// The node that the edge leaves.
    public var node: String { call.node }

    /// The superstep's number.
    public var step: Int { Int(clamping: call.step) }

    /// All channels, as they are.
    public var input: Value { call.input }

    /// Who the task is.
    public var ids: TaskIDs { TaskIDs(call.host, call.id) }

    /// Sends a packet: `node` runs in the next superstep with `argument` as its input.
    public func send(to node: String, _ argument: Value) throws {
        try call.perform(call.host.pointee.send, node, argument, as: "send to")
    }

    /// Sends a packet with an encodable argument.
    @_disfavoredOverload
    public func send(to node: String, _ argument: some Encodable) throws {
        try send(to: node, Value(encoding: argument))
    }
}
