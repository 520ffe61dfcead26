internal import CPregelABI

extension NodeContext {
    /// Writes a channel; writing it again replaces the earlier write.
    public func write(_ channel: String, _ value: Value) throws {
        try call.perform(call.host.pointee.write, channel, value, as: "write")
    }

    /// Writes a channel with an encodable value.
    @_disfavoredOverload
    public func write(_ channel: String, _ value: some Encodable) throws {
        try write(channel, Value(encoding: value))
    }

    /// Replaces a reduced channel's value, instead of reducing into it.
    public func overwrite(_ channel: String, _ value: Value) throws {
        try call.perform(call.host.pointee.overwrite, channel, value, as: "overwrite")
    }

    /// Replaces a reduced channel's value with an encodable one.
    @_disfavoredOverload
    public func overwrite(_ channel: String, _ value: some Encodable) throws {
        try overwrite(channel, Value(encoding: value))
    }

    /// The value of a channel as it was when the superstep began, also of one that is not in the node's input; `nil` where
    /// it has none.
    public func read(_ channel: String) throws -> Value? { try call.read(channel) }

    /// The value of a channel, decoded.
    public func read<T: Decodable>(_ channel: String, as type: T.Type) throws -> T? {
        try call.read(channel).map { try $0.decode(type) }
    }

    /// For the task of a packet: the channels that the node sees, as an edge would have delivered them when the superstep
    /// began; `nil` for every other task.
    public func readState() throws -> Value? { try call.readState() }

    /// Goes to a node, besides the node's own edges. Needs the flag `routes`.
    public func goTo(_ node: String) throws { try call.goTo(node) }

    /// Sends a packet: `node` runs in the next superstep with `argument` as its input. Needs the flag `routes`.
    public func send(to node: String, _ argument: Value) throws {
        try call.perform(call.host.pointee.send, node, argument, as: "send to")
    }

    /// Sends a packet with an encodable argument.
    @_disfavoredOverload
    public func send(to node: String, _ argument: some Encodable) throws {
        try send(to: node, Value(encoding: argument))
    }

    /// From here on the task commands the parent graph: what it wrote, sent and went to is dropped, and later verbs mean
    /// the parent's channels and nodes. Needs the flag `routes`.
    public func commandParent() throws { try call.commandParent() }

    /// Which stream a chunk goes to.
    public enum StreamMode: String, Sendable {
        case custom, messages
    }

    /// Puts a chunk on a stream, where it is seen at once, whatever becomes of the task. Needs the flag `streams`.
    public func emit(_ chunk: Value, on mode: StreamMode = .custom) throws {
        try call.perform(call.host.pointee.emit, mode.rawValue, chunk, as: "emit on")
    }

    /// Puts an encodable chunk on a stream.
    @_disfavoredOverload
    public func emit(_ chunk: some Encodable, on mode: StreamMode = .custom) throws {
        try emit(Value(encoding: chunk), on: mode)
    }

    /// Asks the outside for an answer. Without one yet the node ends here, by the error that this throws, and runs again
    /// from its start once the answer is there. Needs the flag `interrupts`.
    ///
    /// - Parameter schema: A JSON Schema of the answer.
    public func interrupt(_ question: Value, schema: Value? = nil) throws -> Value {
        try call.interrupt(question, schema)
    }

    /// Asks for an answer of a type; its schema is derived and handed on with the question.
    public func interrupt<Answer: Decodable>(_ question: Value, for answer: Answer.Type) throws -> Answer {
        try call.interrupt(question, ConfigSchema.of(answer)).decode(answer)
    }
}
