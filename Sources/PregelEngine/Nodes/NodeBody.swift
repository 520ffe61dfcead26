package import PregelValues

/// How one invocation of a node ended.
package enum TaskOutcome: Sendable {
    /// Done; what the context holds takes effect.
    case finished
    /// Failed; what the context holds is dropped.
    case failed(Failure)
    /// Stopped at a question that nobody has answered; the context holds it.
    case interrupted
    /// `TaskContext.complete` will be called, exactly once, from any thread.
    case pending
}

/// What runs when a node is due: a closure, or a plugin's component.
///
/// A class, for every task takes hold of one.
package protocol NodeBody: AnyObject, Sendable {
    /// What the node asks of whoever runs it.
    var traits: NodeTraits { get }

    /// The plugin that the node comes from, for failures; "" where it is no plugin's.
    var plugin: String { get }

    /// Whether the node may act, and so stream, on other threads than the one that runs it.
    var mayActElsewhere: Bool { get }

    /// Whether an invocation returns at once whatever the node does, and so may be made on the driver's thread also where its
    /// time is limited. A promise of the host's own code: foreign code may break its word.
    var returnsAtOnce: Bool { get }

    /// Runs one attempt. Everything that the node reads and does goes through `context`.
    ///
    /// Called on the driver's thread, a worker's or, with `.blocking`, one that may wait; several at once unless
    /// `.serial`. `.pending` is allowed with `.async` only.
    func invoke(_ context: TaskContext) -> TaskOutcome

    /// Says that a pending invocation is no longer wanted. It must still be completed. Idempotent, must not block.
    func cancel(_ context: TaskContext)
}

extension NodeBody {
    package var traits: NodeTraits { [] }
    package var plugin: String { "" }
    package var mayActElsewhere: Bool { !traits.isDisjoint(with: [.async, .blocking]) }
    package var returnsAtOnce: Bool { false }
    package func cancel(_ context: TaskContext) {}
}

/// Decides where a conditional edge leads.
package protocol RouterBody: AnyObject, Sendable {
    /// Gives targets with `context.route(to:)` and packets with `context.send`. `context.input` has all channels, with
    /// the writes of the node that the edge leaves. Called on the driver's thread; must not block.
    func route(_ context: TaskContext) throws(Failure)
}

/// Combines a channel's value with a write.
package protocol ReducerBody: AnyObject, Sendable {
    /// What `current` and `update` combine to. Pure. A refusal is an `INVALID_UPDATE`.
    func reduce(_ current: Value, _ update: Value) throws(Failure) -> Value
}
