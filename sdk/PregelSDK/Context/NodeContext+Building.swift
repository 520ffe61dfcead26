internal import CPregelABI

// Writing without making values: what a closure puts goes to the host from the thread's own memory.

extension NodeContext {
    /// Writes a channel with what `body` puts; writing it again replaces the earlier write.
    ///
    /// Nothing is allocated for it, so this is the way of nodes that write much, or often:
    ///
    /// ```swift
    /// try context.write("messages") { messages in
    ///     messages.array { $0.append { $0.object { $0.set("role", to: "agent") } } }
    /// }
    /// ```
    public func write(_ channel: String, _ body: (inout ValueWriter) throws -> Void) throws {
        try call.perform(call.host.pointee.write, channel, as: "write", body)
    }

    /// Replaces a reduced channel's value with what `body` puts.
    public func overwrite(_ channel: String, _ body: (inout ValueWriter) throws -> Void) throws {
        try call.perform(call.host.pointee.overwrite, channel, as: "overwrite", body)
    }

    /// Sends a packet with what `body` puts. Needs the flag `routes`.
    public func send(to node: String, _ body: (inout ValueWriter) throws -> Void) throws {
        try call.perform(call.host.pointee.send, node, as: "send to", body)
    }

    /// Puts a chunk on a stream that `body` puts. Needs the flag `streams`.
    public func emit(on mode: StreamMode = .custom, _ body: (inout ValueWriter) throws -> Void) throws {
        try call.perform(call.host.pointee.emit, mode.rawValue, as: "emit on", body)
    }
}

extension RouterContext {
    /// Sends a packet with what `body` puts.
    public func send(to node: String, _ body: (inout ValueWriter) throws -> Void) throws {
        try call.perform(call.host.pointee.send, node, as: "send to", body)
    }
}
