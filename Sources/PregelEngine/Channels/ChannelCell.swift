import PregelValues

/// Any channel, in one piece of memory: a run's channels are one column of these.
///
/// Most kinds are nothing but a value and a rule. Those have the value right here, where a superstep replaces it without
/// looking at the kind twice; the rule itself is that of the kind's own type.
struct ChannelCell: Channel {
    enum Kind: UInt8 {
        case trigger, lastValue, reduced, ephemeral, anyValue, untracked, other
    }

    /// The value of the kinds that are nothing but that; null where there is none. It comes first: a cell is at the place of
    /// its value.
    private(set) var content = Value.null
    /// Whether there is one. Of its own: to look for it in an optional value counts references.
    private var isHeld = false
    let kind: Kind
    /// Whether it refuses a second write in a superstep; for the kinds that may do without.
    private let isGuarded: Bool
    /// Whether its reducer is the list's own `append`.
    private let isAppended: Bool
    /// Whether it is a trigger that is set.
    private(set) var isSet = false
    private var rule: ReducedValue.Rule?
    private var other: OtherChannel?

    /// The channel as it is before the first write.
    init(_ kind: ChannelKind) {
        switch kind {
        case .lastValue: self.init(like: .lastValue)
        case .reduce(let reducer, let initial):
            let channel = ReducedValue(reducer, initial: initial)
            self.init(like: .reduced, held: channel.value, rule: channel.rule)
        case .topic(let accumulate): self.init(other: Topic(accumulate: accumulate))
        case .ephemeral(let guarded): self.init(like: .ephemeral, isGuarded: guarded)
        case .anyValue: self.init(like: .anyValue)
        case .untracked(let guarded): self.init(like: .untracked, isGuarded: guarded)
        case .delta(let reducer, let frequency):
            self.init(other: DeltaValue(reducer, snapshotFrequency: frequency))
        }
    }

    /// A node's own trigger.
    static let trigger = ChannelCell(like: .trigger)
    /// The trigger of a node that waits for the end of the run.
    static let deferredTrigger = ChannelCell(other: DeferredTrigger())

    /// A join.
    static func barrier(_ barrier: NamedBarrier) -> ChannelCell { ChannelCell(other: barrier) }

    private init(other: any Channel) {
        self.init(like: .other)
        self.other = OtherChannel(other)
    }

    private init(like kind: Kind, isGuarded: Bool = false, held: Value? = nil, rule: ReducedValue.Rule? = nil) {
        self.kind = kind
        self.isGuarded = isGuarded
        self.rule = rule
        isAppended = rule?.isAppend ?? false
        self.held = held
    }

    /// The value of the kinds that are nothing but that.
    var held: Value? {
        @inline(__always) get { isHeld ? content : nil }
        set {
            isHeld = newValue != nil
            content = newValue ?? .null
        }
    }

    // MARK: A channel

    var value: Value? {
        switch kind {
        case .trigger: return Trigger(isSet).value
        case .other: return other?.channel.value
        default: return held
        }
    }

    /// Whether it has a value, without taking it.
    var isAvailable: Bool {
        switch kind {
        case .trigger: isSet
        case .other: other?.channel.isAvailable ?? false
        default: isHeld
        }
    }

    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool {
        switch kind {
        case .trigger:
            var channel = Trigger(isSet)
            defer { isSet = channel.isSet }
            return channel.update(writes)
        case .lastValue:
            var channel = LastValue(held)
            return try change(&channel, writes)
        case .reduced:
            guard let rule else { return false }
            var channel = ReducedValue(rule, held)
            return try change(&channel, writes)
        case .ephemeral:
            var channel = EphemeralValue(guarded: isGuarded, held)
            return try change(&channel, writes)
        case .anyValue:
            var channel = AnyValue(held)
            return try change(&channel, writes)
        case .untracked:
            var channel = UntrackedValue(guarded: isGuarded, held)
            return try change(&channel, writes)
        case .other:
            return try other?.change { channel throws(ChannelRefusal) in try channel.update(writes) } ?? false
        }
    }

    mutating func take(_ write: ChannelWrite) throws(ChannelRefusal) -> Bool {
        guard kind == .other else { return try update(CollectionOfOne(write)) }
        return try other?.change { channel throws(ChannelRefusal) in try channel.take(write) } ?? false
    }

    mutating func signal(_ members: UnsafeBufferPointer<JoinSignal>) -> Bool {
        other?.change { $0.signal(members) } ?? false
    }

    mutating func consume() -> Bool { other?.change { $0.consume() } ?? false }

    mutating func finish() -> Bool { other?.change { $0.finish() } ?? false }

    var checkpoint: Value? {
        switch kind {
        case .untracked: return UntrackedValue(guarded: isGuarded, held).checkpoint
        case .other: return other?.channel.checkpoint
        default: return value
        }
    }

    mutating func restore(_ saved: Value?) {
        switch kind {
        case .trigger: isSet = saved != nil
        case .reduced:
            guard let rule else { return }
            var channel = ReducedValue(rule, held)
            channel.restore(saved)
            held = channel.value
        case .untracked: held = nil
        case .other: other?.change { $0.restore(saved) }
        default: held = saved
        }
    }

    private mutating func change(
        _ channel: inout some Channel, _ writes: some Collection<ChannelWrite>
    ) throws(ChannelRefusal) -> Bool {
        let changed = try channel.update(writes)
        if changed { held = channel.value }
        return changed
    }

    // MARK: Right here

    /// Whether it is nothing but its value.
    var isPlain: Bool { kind != .trigger && kind != .other }

    /// The value that one write alone would give a channel that is nothing but its value.
    ///
    /// By address, for a channel that is called would be copied first.
    @inline(__always)
    static func value(
        of cell: UnsafePointer<ChannelCell>, after write: UnsafePointer<ChannelWrite>
    ) throws(ChannelRefusal) -> Value {
        guard cell.pointee.kind == .reduced else { return write.pointee.value }
        if let longer = appended(cell, write) { return longer }
        return try reduced(cell, write.pointee)
    }

    /// The list that a channel holds with a write's list behind it; `nil` where they are something else.
    @inline(__always)
    private static func appended(
        _ cell: UnsafePointer<ChannelCell>, _ write: UnsafePointer<ChannelWrite>
    ) -> Value? {
        guard cell.pointee.isAppended, !write.pointee.isOverwrite, cell.pointee.isHeld else { return nil }
        // The value is what a cell, and a write, begins with.
        return Value.append(
            UnsafeRawPointer(write).assumingMemoryBound(to: Value.self),
            to: UnsafeRawPointer(cell).assumingMemoryBound(to: Value.self))
    }

    private static func reduced(
        _ cell: UnsafePointer<ChannelCell>, _ write: ChannelWrite
    ) throws(ChannelRefusal) -> Value {
        guard !write.isOverwrite, let held = cell.pointee.held, let rule = cell.pointee.rule else { return write.value }
        do throws(Failure) {
            return try rule.reducer.reduce(held, write.value)
        } catch {
            throw ChannelRefusal(error)
        }
    }

    /// The value of a channel, by address: looking at it copies no channel.
    @inline(__always)
    static func value(of cell: UnsafePointer<ChannelCell>) -> Value? {
        cell.isPlain ? cell.pointee.held : cell.pointee.value
    }

    /// Clears what lives for one superstep, if it is nothing but its value; `nil` for the other kinds.
    ///
    /// - Returns: Whether it changed.
    @inline(__always)
    mutating func clearPlain() -> Bool? {
        guard kind == .ephemeral else { return nil }
        guard isHeld else { return false }
        held = nil
        return true
    }

    /// Holds the value that `value(after:)` gave, and gives the old one back.
    @inline(__always)
    mutating func exchange(_ value: inout Value) {
        swap(&content, &value)
        isHeld = true
    }

    /// Sets a trigger, or clears one; for every other channel does nothing.
    ///
    /// - Returns: Whether it changed; `nil` where this is no trigger.
    @inline(__always)
    mutating func set(_ isSet: Bool) -> Bool? {
        guard kind == .trigger else { return nil }
        let changed = isSet || self.isSet
        self.isSet = isSet
        return changed
    }

    /// Makes a channel what it was before its first write: what `blank` is, which is of the same kind.
    @inline(__always)
    mutating func reset(to blank: UnsafePointer<ChannelCell>) {
        guard kind != .other else {
            self = blank.pointee
            return
        }
        isSet = false
        if isHeld || blank.pointee.isHeld { held = blank.pointee.held }
    }

    // MARK: What it is

    /// Whether an unwritten superstep can change it.
    var clears: Bool {
        switch kind {
        case .ephemeral, .anyValue, .trigger: true
        default: (other?.channel as? Topic).map { !$0.accumulates } ?? false
        }
    }

    /// Whether it waits for the end of the run.
    var isFinishable: Bool {
        other?.channel is DeferredTrigger || (other?.channel as? NamedBarrier)?.isDeferred ?? false
    }

    /// Whether it is a join.
    var isBarrier: Bool { other?.channel is NamedBarrier }

    /// Whether a task that it triggers consumes it.
    var isConsumed: Bool { isBarrier || other?.channel is DeferredTrigger }

    /// Whether checkpoints keep it.
    var isTracked: Bool { kind != .untracked }

    /// Whether an overwrite means something to it.
    var isReduced: Bool { kind == .reduced || isDelta }

    // MARK: Deltas

    private var delta: DeltaValue? { other?.channel as? DeltaValue }

    /// Whether its checkpoints hold what was written, and not always the value.
    var isDelta: Bool { delta != nil }

    /// Whether its value is yet to be completed from earlier checkpoints.
    var isIncomplete: Bool { delta?.isIncomplete ?? false }

    /// Completes its value.
    mutating func complete(_ value: Value?) {
        guard var delta else { return }
        delta.complete(value)
        other = OtherChannel(delta)
    }

    /// Counts a checkpoint of a delta.
    mutating func noteCheckpoint(mustBeWhole: Bool) {
        guard var delta else { return }
        delta.noteCheckpoint(mustBeWhole: mustBeWhole)
        other = OtherChannel(delta)
    }
}

extension UnsafePointer<ChannelCell> {
    /// Whether the channel is nothing but its value. By address: a channel that is called is copied first.
    var isPlain: Bool {
        @inline(__always) get { pointee.kind != .trigger && pointee.kind != .other }
    }
}
