import PregelValues

/// The trigger of a deferred node: available only where the run would end (CH-11).
struct DeferredTrigger: Channel {
    private var stored: Value?
    private var isFinished = false

    var value: Value? { isFinished ? stored : nil }

    mutating func update(_ writes: some Collection<ChannelWrite>) -> Bool {
        var last: ChannelWrite?
        for write in writes { last = write }
        guard let last else { return false }
        stored = last.value
        isFinished = false
        return true
    }

    mutating func consume() -> Bool {
        guard isFinished else { return false }
        isFinished = false
        stored = nil
        return true
    }

    mutating func finish() -> Bool {
        guard !isFinished, stored != nil else { return false }
        isFinished = true
        return true
    }

    var checkpoint: Value? { stored.map { [$0, Value(isFinished)] } }

    mutating func restore(_ saved: Value?) {
        stored = saved?.items.first
        isFinished = saved.flatMap { $0.items.count > 1 ? $0.items[1].bool : nil } ?? false
    }
}
