import PregelValues

/// Holds the last value written, and refuses a second write in the same superstep (CH-3).
///
/// Two writers are a mistake in the graph, so the second one is an error instead of letting an order choose a winner.
struct LastValue: Channel {
    private(set) var value: Value?

    /// The channel after its first write, or before it.
    init(_ value: Value? = nil) { self.value = value }

    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool {
        guard let write = writes.first else { return false }
        guard writes.count == 1 else {
            throw ChannelRefusal(
                .invalidConcurrentUpdate,
                "it takes one write in a superstep and got \(writes.count); use a reduce channel to combine them")
        }
        value = write.value
        return true
    }

    mutating func restore(_ saved: Value?) { value = saved }
}
