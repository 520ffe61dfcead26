import PregelValues

/// Holds a value for the one superstep after the write (CH-5).
struct EphemeralValue: Channel {
    let isGuarded: Bool
    private(set) var value: Value?

    init(guarded: Bool = true, _ value: Value? = nil) {
        isGuarded = guarded
        self.value = value
    }

    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool {
        if isGuarded, writes.count > 1 {
            throw ChannelRefusal(
                .invalidConcurrentUpdate,
                "it takes one write in a superstep and got \(writes.count); set \"guard\" to false to keep the last")
        }
        var last: ChannelWrite?
        for write in writes { last = write }
        let changed = last != nil || value != nil
        value = last?.value
        return changed
    }

    mutating func restore(_ saved: Value?) { value = saved }
}
