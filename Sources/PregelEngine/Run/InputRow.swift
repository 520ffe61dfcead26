import CPregelABI
import PregelValues

/// What nodes that read the same channels are given: one object, brought up to date from superstep to superstep.
///
/// The object is lent its values by the run's channels, which keep them until the superstep is applied. `settle` must be
/// called before: whoever still holds the object by then gets it for good, and the next superstep a new one.
final class InputRow {
    private let channels: Table<Int>
    private let names: NameTable
    private var row = Lent<ObjectRow>()
    /// The place of each channel's member; -1 where it has no value.
    private let places: UnsafeMutablePointer<Int>
    /// The newest version of the state that the object shows; below 0 where that is not known.
    private var shown: Int64 = -1
    /// The newest version when the object was shown what is yet to be applied; below 0 where it shows no such thing.
    private var aheadOf: Int64 = -1

    /// - Parameter channels: Sorted by name.
    init(_ graph: CompiledGraph, _ channels: [Int]) {
        self.channels = Table(channels)
        names = graph.stateNames
        places = .allocate(capacity: max(channels.count, 1))
        places.initialize(repeating: -1, count: channels.count)
    }

    deinit {
        channels.free()
        places.deallocate()
    }

    /// Lends the object to an attempt, as the channels are now.
    @inline(__always)
    func lend(to context: TaskContext, _ state: inout RunState) {
        lent(&state)._withUnsafeGuaranteedRef { context.lend($0) }
    }

    /// The object, as the channels are now.
    func object(_ state: inout RunState) -> Value { lent(&state).takeUnretainedValue().object(isSorted: true) }

    /// The object as the channels are now, which this row holds until it is brought up to date.
    @inline(__always)
    func lent(_ state: inout RunState) -> Unmanaged<ObjectRow> {
        if row.object == nil || shown != state.newest { update(&state) }
        return row.object.unsafelyUnwrapped
    }

    private func update(_ state: inout RunState) {
        if !row.isOwn || !replaceChanged(&state) { make(&state) }
        (shown, aheadOf) = (state.newest, -1)
    }

    private func make(_ state: inout RunState) {
        let made = ObjectRow.make(names, capacity: channels.count, isLent: true)
        for place in channels.indices {
            places[place] = -1
            guard let value = ChannelCell.value(of: state.cells.pointer + channels[place]) else { continue }
            places[place] = made.count
            made.append(channels[place], value)
        }
        row.replace(made)
    }

    /// Gives the members of changed channels their new values; `false` where there are other members now.
    private func replaceChanged(_ state: inout RunState) -> Bool {
        let versions = state.versions.pointer
        let cells = state.cells.pointer
        for place in channels.indices where versions[channels[place]] > shown {
            let cell = cells + channels[place]
            let isAvailable = cell.pointee.isAvailable
            guard isAvailable == (places[place] >= 0) else { return false }
            guard isAvailable else { continue }
            row.object.unsafelyUnwrapped._withUnsafeGuaranteedRef { row in
                if cell.isPlain {
                    row.replace(places[place], cell.pointee.content)
                } else if let value = cell.pointee.value {
                    row.replace(places[place], value)
                }
            }
        }
        return true
    }

    /// Shows the values that a task's writes lead to before they are applied, and lends the object to a router.
    ///
    /// - Returns: `false` where that needs another object: somebody holds this one, or it has other members then.
    func lendAhead(
        _ effects: TaskEffects, _ state: inout RunState, to context: TaskContext, places order: Table<Int>
    ) -> Bool {
        guard row.isOwn else { return false }
        if shown != state.newest, aheadOf != state.newest {
            // A member of an older state may be gone.
            guard replaceChanged(&state) else { return false }
            shown = state.newest
        }
        for index in effects.values.indices where places[order[effects.values[index].channel]] < 0 { return false }
        row.object.unsafelyUnwrapped._withUnsafeGuaranteedRef { row in
            for index in effects.values.indices {
                let changed = effects.values.address(of: index)
                row.replace(places[order[changed.pointee.channel]], changed.pointee.value)
            }
            context.lend(row)
        }
        (shown, aheadOf) = (-1, state.newest)
        return true
    }

    /// Notes that what was shown before it was applied is the state now, if it is.
    @inline(__always)
    func catchUp(_ state: inout RunState) {
        guard aheadOf >= 0 else { return }
        if state.newest == aheadOf + 1 { shown = state.newest }
        aheadOf = -1
    }

    /// Forgets what the object shows: all of it is looked up again.
    func invalidate() {
        (shown, aheadOf) = (-1, -1)
    }

    /// Gives the object to whoever holds it for good. To be called before any channel changes.
    @inline(__always)
    func settle() {
        if row.settle() { invalidate() }
    }
}
