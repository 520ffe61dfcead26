import PregelValues

/// Any channel, in one piece of memory: a run's channels are one array of these.
enum ChannelCell: Channel {
    case lastValue(LastValue)
    case reduced(ReducedValue)
    case topic(Topic)
    case ephemeral(EphemeralValue)
    case anyValue(AnyValue)
    case untracked(UntrackedValue)
    case delta(DeltaValue)
    case barrier(NamedBarrier)
    case deferred(DeferredTrigger)
    case trigger(Trigger)

    /// The channel as it is before the first write.
    init(_ kind: ChannelKind) {
        switch kind {
        case .lastValue: self = .lastValue(LastValue())
        case .reduce(let reducer, let initial): self = .reduced(ReducedValue(reducer, initial: initial))
        case .topic(let accumulate): self = .topic(Topic(accumulate: accumulate))
        case .ephemeral(let guarded): self = .ephemeral(EphemeralValue(guarded: guarded))
        case .anyValue: self = .anyValue(AnyValue())
        case .untracked(let guarded): self = .untracked(UntrackedValue(guarded: guarded))
        case .delta(let reducer, let frequency): self = .delta(DeltaValue(reducer, snapshotFrequency: frequency))
        }
    }

    var value: Value? {
        switch self {
        case .lastValue(let channel): channel.value
        case .reduced(let channel): channel.value
        case .topic(let channel): channel.value
        case .ephemeral(let channel): channel.value
        case .anyValue(let channel): channel.value
        case .untracked(let channel): channel.value
        case .delta(let channel): channel.value
        case .barrier(let channel): channel.value
        case .deferred(let channel): channel.value
        case .trigger(let channel): channel.value
        }
    }

    /// Whether it has a value, without taking it.
    var isAvailable: Bool {
        switch self {
        case .trigger(let channel): channel.isSet
        case .ephemeral(let channel): channel.value != nil
        case .lastValue(let channel): channel.value != nil
        case .barrier(let channel): channel.isAvailable
        default: value != nil
        }
    }

    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool {
        switch self {
        case .lastValue(var channel): try change(&channel, writes) { .lastValue($0) }
        case .reduced(var channel): try change(&channel, writes) { .reduced($0) }
        case .topic(var channel): try change(&channel, writes) { .topic($0) }
        case .ephemeral(var channel): try change(&channel, writes) { .ephemeral($0) }
        case .anyValue(var channel): try change(&channel, writes) { .anyValue($0) }
        case .untracked(var channel): try change(&channel, writes) { .untracked($0) }
        case .delta(var channel): try change(&channel, writes) { .delta($0) }
        case .barrier(var channel): try change(&channel, writes) { .barrier($0) }
        case .deferred(var channel): try change(&channel, writes) { .deferred($0) }
        case .trigger(var channel): try change(&channel, writes) { .trigger($0) }
        }
    }

    mutating func consume() -> Bool {
        switch self {
        case .barrier(var channel):
            let changed = channel.consume()
            self = .barrier(channel)
            return changed
        case .deferred(var channel):
            let changed = channel.consume()
            self = .deferred(channel)
            return changed
        default: return false
        }
    }

    mutating func finish() -> Bool {
        switch self {
        case .barrier(var channel):
            let changed = channel.finish()
            self = .barrier(channel)
            return changed
        case .deferred(var channel):
            let changed = channel.finish()
            self = .deferred(channel)
            return changed
        default: return false
        }
    }

    var checkpoint: Value? {
        switch self {
        case .lastValue(let channel): channel.checkpoint
        case .reduced(let channel): channel.checkpoint
        case .topic(let channel): channel.checkpoint
        case .ephemeral(let channel): channel.checkpoint
        case .anyValue(let channel): channel.checkpoint
        case .untracked(let channel): channel.checkpoint
        case .delta(let channel): channel.checkpoint
        case .barrier(let channel): channel.checkpoint
        case .deferred(let channel): channel.checkpoint
        case .trigger(let channel): channel.checkpoint
        }
    }

    mutating func restore(_ saved: Value?) {
        switch self {
        case .lastValue(var channel): self = restored(&channel, saved) { .lastValue($0) }
        case .reduced(var channel): self = restored(&channel, saved) { .reduced($0) }
        case .topic(var channel): self = restored(&channel, saved) { .topic($0) }
        case .ephemeral(var channel): self = restored(&channel, saved) { .ephemeral($0) }
        case .anyValue(var channel): self = restored(&channel, saved) { .anyValue($0) }
        case .untracked(var channel): self = restored(&channel, saved) { .untracked($0) }
        case .delta(var channel): self = restored(&channel, saved) { .delta($0) }
        case .barrier(var channel): self = restored(&channel, saved) { .barrier($0) }
        case .deferred(var channel): self = restored(&channel, saved) { .deferred($0) }
        case .trigger(var channel): self = restored(&channel, saved) { .trigger($0) }
        }
    }

    /// Sets a trigger, or clears one; for every other channel does nothing.
    ///
    /// - Returns: Whether it changed; `nil` where this is no trigger.
    @inline(__always)
    mutating func set(_ isSet: Bool) -> Bool? {
        guard case .trigger(var trigger) = self else { return nil }
        let changed = isSet || trigger.isSet
        trigger.set(isSet)
        self = .trigger(trigger)
        return changed
    }

    /// Whether an unwritten superstep can change it.
    var clears: Bool {
        switch self {
        case .ephemeral, .anyValue, .trigger: true
        case .topic(let topic): !topic.accumulates
        default: false
        }
    }

    /// Whether it waits for the end of the run.
    var isFinishable: Bool {
        switch self {
        case .deferred: true
        case .barrier(let barrier): barrier.isDeferred
        default: false
        }
    }

    /// Whether it keeps the last write and refuses a second one.
    var isLastValue: Bool { if case .lastValue = self { true } else { false } }

    /// Whether a task that it triggers consumes it.
    var isConsumed: Bool {
        switch self {
        case .barrier, .deferred: true
        default: false
        }
    }

    /// Whether checkpoints keep it.
    var isTracked: Bool { if case .untracked = self { false } else { true } }

    /// Whether an overwrite means something to it.
    var isReduced: Bool {
        switch self {
        case .reduced, .delta: true
        default: false
        }
    }

    // MARK: Deltas

    /// Whether its checkpoints hold what was written, and not always the value.
    var isDelta: Bool { if case .delta = self { true } else { false } }

    /// Whether its value is yet to be completed from earlier checkpoints.
    var isIncomplete: Bool { if case .delta(let delta) = self { delta.isIncomplete } else { false } }

    /// Completes its value.
    mutating func complete(_ value: Value?) {
        guard case .delta(var delta) = self else { return }
        delta.complete(value)
        self = .delta(delta)
    }

    /// Counts a checkpoint of a delta.
    mutating func noteCheckpoint(mustBeWhole: Bool) {
        guard case .delta(var delta) = self else { return }
        delta.noteCheckpoint(mustBeWhole: mustBeWhole)
        self = .delta(delta)
    }

    @inline(__always)
    private mutating func change<C: Channel>(
        _ channel: inout C, _ writes: some Collection<ChannelWrite>, _ wrap: (C) -> ChannelCell
    ) throws(ChannelRefusal) -> Bool {
        let changed = try channel.update(writes)
        if changed { self = wrap(channel) }
        return changed
    }

    @inline(__always)
    private func restored<C: Channel>(_ channel: inout C, _ saved: Value?, _ wrap: (C) -> ChannelCell) -> ChannelCell {
        channel.restore(saved)
        return wrap(channel)
    }
}
