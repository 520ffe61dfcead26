import PregelValues

/// Keeps the last of any number of writes, and forgets it in a superstep without one (CH-4).
struct AnyValue: Channel {
    private(set) var value: Value?

    init(_ value: Value? = nil) { self.value = value }

    mutating func update(_ writes: some Collection<ChannelWrite>) -> Bool {
        var last: ChannelWrite?
        for write in writes { last = write }
        let changed = last != nil || value != nil
        value = last?.value
        return changed
    }

    mutating func restore(_ saved: Value?) { value = saved }
}
