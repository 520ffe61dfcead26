public import PregelValues

/// How a channel of the state takes writes.
public enum ChannelKind: Sendable {
    /// Keeps the last write; two in one superstep are an error (LangGraph `LastValue`).
    case lastValue
    /// Combines writes with a reducer (LangGraph `BinaryOperatorAggregate`).
    case reduce(Reducer, initial: Value? = nil)
    /// A list of what was written: of the last superstep, or with `accumulate` of all (LangGraph `Topic`).
    case topic(accumulate: Bool = false)
    /// Holds a value for the one superstep after the write; `guarded` refuses two writes (LangGraph `EphemeralValue`).
    case ephemeral(guarded: Bool = true)
    /// Keeps the last of any number of writes, and forgets it in a superstep without one (LangGraph `AnyValue`).
    case anyValue
    /// Like `lastValue`, but never checkpointed; without `guarded` the last of many writes holds (LangGraph
    /// `UntrackedValue`).
    case untracked(guarded: Bool = true)
    /// Combines all writes of a superstep at once; checkpoints hold the writes, and the value only after every so many
    /// supersteps that wrote it (LangGraph `DeltaChannel`). For long lists.
    case delta(BatchReducer, snapshotFrequency: Int = 100)
}

/// A channel of a graph's state.
public struct ChannelSpec: Sendable {
    /// Its name.
    public var name: String
    /// How it takes writes.
    public var kind: ChannelKind
    /// Says what is wrong with a value that is about to be written: where in it (a JSON pointer) and what. `nil` takes all.
    public var check: (@Sendable (Value) -> (pointer: String, message: String)?)?

    /// Describes a channel.
    public init(
        _ name: String, _ kind: ChannelKind = .lastValue,
        check: (@Sendable (Value) -> (pointer: String, message: String)?)? = nil
    ) {
        self.name = name
        self.kind = kind
        self.check = check
    }
}
