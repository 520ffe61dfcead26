import PregelValues

/// A write as a channel gets it.
struct ChannelWrite: Sendable {
    var value: Value
    /// Whether it replaces a reduced value instead of being reduced into it (LangGraph `Overwrite`).
    var isOverwrite = false
}

/// Why a channel does not take its writes; the caller adds which channel and which nodes.
struct ChannelRefusal: Error, Equatable {
    let code: ErrorCode
    let message: String
    /// The reducer's failure, where it is one: its kind, its plugin and its data are told, too.
    let cause: Failure?

    init(_ code: ErrorCode, _ message: String) {
        self.code = code
        self.message = message
        cause = nil
    }

    /// A reducer that failed.
    init(_ cause: Failure) {
        code = .invalidUpdate
        message = cause.message
        self.cause = cause
    }
}

/// What all channels do, in LangGraph's verbs (`BaseChannel`).
///
/// A channel is a value: updating a copy changes nothing else, which is how a superstep is applied as a whole or not
/// at all, and how a conditional edge sees its own node's writes.
protocol Channel: Sendable {
    /// What a node reads; `nil` where the channel is not available. Null is a value.
    var value: Value? { get }

    /// Whether it has a value, without making one.
    var isAvailable: Bool { get }

    /// Takes a superstep's writes, in task order; none means that the superstep did not write it.
    ///
    /// - Returns: Whether the channel changed.
    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool

    /// Takes the only write of a superstep, or one of several where order and number do not matter (a deferred trigger's).
    mutating func take(_ write: ChannelWrite) throws(ChannelRefusal) -> Bool

    /// Notes which members of a join have run; no other channel has any.
    ///
    /// - Returns: Whether the channel changed.
    mutating func signal(_ members: UnsafeBufferPointer<JoinSignal>) -> Bool

    /// Notes that a node that it triggers has run.
    mutating func consume() -> Bool

    /// Notes that the run would end here.
    mutating func finish() -> Bool

    /// What a checkpoint keeps; `nil` for nothing.
    var checkpoint: Value? { get }

    /// Takes back what a checkpoint kept.
    mutating func restore(_ saved: Value?)
}

extension Channel {
    var isAvailable: Bool { if case .some = value { true } else { false } }
    mutating func take(_ write: ChannelWrite) throws(ChannelRefusal) -> Bool { try update(CollectionOfOne(write)) }
    mutating func signal(_ members: UnsafeBufferPointer<JoinSignal>) -> Bool { false }
    mutating func consume() -> Bool { false }
    mutating func finish() -> Bool { false }
    var checkpoint: Value? { value }
}
