package import PregelValues

/// One channel of the state.
package struct ChannelDeclaration: Sendable {
    package var name: String
    package var kind: Kind
    /// Writes must fit it.
    package var schema: JSONSchema?
    package var description: String?
    package var place: Place

    /// How a channel keeps what is written to it.
    package enum Kind: Sendable {
        case lastValue
        /// `initial` is the value before the first write: the manifest's, else the built-in reducer's, else none.
        case reduce(Reducer, initial: Value?)
        case topic(accumulate: Bool)
        case ephemeral(guarded: Bool)
        case anyValue
        case untracked(guarded: Bool)
    }

    /// How two values become one.
    package enum Reducer: Sendable {
        case builtIn(BuiltInReducer)
        case component(ComponentUse)
    }
}

/// The reducers that need no plugin.
package enum BuiltInReducer: String, Sendable, CaseIterable {
    case append, sum, merge, union, max, min, and, or, messages

    /// The value of a channel before its first write; `nil` where it has none.
    package var initial: Value? {
        switch self {
        case .append, .union, .messages: .array([])
        case .sum: 0
        case .merge: .object([])
        case .and: true
        case .or: false
        case .max, .min: nil
        }
    }
}
