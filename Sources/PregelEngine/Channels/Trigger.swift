import PregelValues

/// What an edge, a goto or a route writes to have a node run: set in one superstep, gone after the next (LangGraph's
/// `branch:to:` channels, an `EphemeralValue` without a guard that only ever holds null).
///
/// A truth value of its own, because every superstep sets and clears some.
struct Trigger: Channel {
    private(set) var isSet = false

    var value: Value? { isSet ? .null : nil }

    mutating func update(_ writes: some Collection<ChannelWrite>) -> Bool {
        let changed = isSet || !writes.isEmpty
        isSet = !writes.isEmpty
        return changed
    }

    /// Sets it, or clears it.
    mutating func set(_ isSet: Bool) { self.isSet = isSet }

    mutating func restore(_ saved: Value?) { isSet = saved != nil }
}
