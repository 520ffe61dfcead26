import PregelValues

/// A last value that no checkpoint keeps (CH-12).
struct UntrackedValue: Channel {
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
        guard let last else { return false }
        value = last.value
        return true
    }

    var checkpoint: Value? { nil }

    mutating func restore(_ saved: Value?) { value = nil }
}
