import PregelValues

/// What an edge, a goto or a route writes to have a node run: set in one superstep, gone after the next (LangGraph's
/// `branch:to:` channels, an `EphemeralValue` without a guard that only ever holds null).
///
/// A truth value of its own, because every superstep sets and clears some.
struct Trigger: Channel {
    private(set) var isSet: Bool

    init(_ isSet: Bool = false) { self.isSet = isSet }

    var value: Value? { isSet ? .null : nil }

    mutating func update(_ writes: some Collection<ChannelWrite>) -> Bool {
        let changed = isSet || !writes.isEmpty
        isSet = !writes.isEmpty
        return changed
    }

    mutating func restore(_ saved: Value?) { isSet = saved != nil }
}
