import PregelValues

/// A value whose checkpoints hold what was written, and only now and then all of it: for long lists (CH-13, LangGraph
/// `DeltaChannel`).
///
/// A checkpoint without the value is completed from the ones before it (`DeltaHistory`): their tasks' writes are reduced
/// again, superstep by superstep, from the newest that has it.
struct DeltaValue: Channel {
    /// Supersteps after which a checkpoint has the value, whatever was written.
    private static let longestGap = 5000

    private(set) var value: Value?
    /// Whether the value is yet to be completed.
    private(set) var isIncomplete = false
    private let rule: Rule
    /// Supersteps that wrote it, and all, since a checkpoint had the value.
    private var updates = 0
    private var supersteps = 0
    private var isWritten = false
    /// Whether the next checkpoint must have the value.
    private var isForced = false
    /// Whether the newest checkpoint has it.
    private var isWhole = true

    /// What does not change.
    private final class Rule: Sendable {
        let reducer: BatchReducer
        let frequency: Int

        init(_ reducer: BatchReducer, _ frequency: Int) {
            self.reducer = reducer
            self.frequency = frequency
        }
    }

    init(_ reducer: BatchReducer, snapshotFrequency: Int) {
        rule = Rule(reducer, max(snapshotFrequency, 1))
        value = reducer.start
    }

    mutating func update(_ writes: some Collection<ChannelWrite>) throws(ChannelRefusal) -> Bool {
        guard !writes.isEmpty else { return false }
        let overwrites = writes.filter(\.isOverwrite)
        guard overwrites.count < 2 else {
            throw ChannelRefusal(.invalidConcurrentUpdate, "it takes one overwrite in a superstep and got more")
        }
        if let overwrite = overwrites.first {
            value = overwrite.value.isNull ? rule.reducer.start : overwrite.value
            isForced = true
        } else {
            do throws(Failure) {
                value = try rule.reducer.reduce(value ?? rule.reducer.start, writes.map(\.value))
            } catch {
                throw ChannelRefusal(error)
            }
        }
        isWritten = true
        return true
    }

    /// Counts a checkpoint, and decides whether it has the value.
    ///
    /// - Parameter mustBeWhole: Whether it has, in any case: what it holds is not among the writes of the one before.
    mutating func noteCheckpoint(mustBeWhole: Bool) {
        if isWritten { updates += 1 }
        supersteps += 1
        isWhole = mustBeWhole || isForced || updates >= rule.frequency || supersteps >= DeltaValue.longestGap
        isWritten = false
        guard isWhole else { return }
        (updates, supersteps, isForced) = (0, 0, false)
    }

    /// Completes the value.
    mutating func complete(_ value: Value?) {
        self.value = value
        isIncomplete = false
    }

    var checkpoint: Value? {
        let counters: Value = [Value(updates), Value(supersteps)]
        guard isWhole, let value else { return [DeltaValue.mark: counters] }
        return [DeltaValue.mark: counters, "value": value]
    }

    /// Takes what a checkpoint has. A plain value is of a time when the channel was another one; null is none.
    mutating func restore(_ saved: Value?) {
        self = DeltaValue(rule.reducer, snapshotFrequency: rule.frequency)
        guard let saved, !saved.isNull else { return }
        guard let counters = DeltaValue.counters(of: saved) else {
            value = saved
            return
        }
        updates = counters[0].int ?? 0
        supersteps = counters[1].int ?? 0
        if let whole = saved["value"] {
            value = whole
        } else {
            (isWhole, isIncomplete) = (false, true)
        }
    }

    /// The value that a delta's checkpoint has; `nil` where it has none, or `saved` is no delta's.
    static func wholeValue(of saved: Value) -> Value? { hasSaved(saved) ? saved["value"] : Optional<Value>.none }

    /// Whether a delta has saved this.
    static func hasSaved(_ saved: Value) -> Bool { counters(of: saved) != nil }

    private static func counters(of saved: Value) -> Value.Items? {
        guard saved.kind == .object, saved.count <= 2, let counters = saved[mark]?.items, counters.count == 2 else {
            return nil
        }
        return counters
    }

    /// The member that tells a delta's checkpoint from a plain value.
    private static let mark = "__delta__"
}
