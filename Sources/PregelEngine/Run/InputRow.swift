import PregelValues

/// What nodes that read the same channels are given: one object, brought up to date from superstep to superstep.
///
/// The object is lent its values by the run's channels, which keep them until the superstep is applied. `settle` must be
/// called before: whoever still holds the object by then gets it for good, and the next superstep a new one.
final class InputRow {
    private let channels: [Int]
    private let names: NameTable
    private var row: ObjectRow?
    /// The place of each channel's member; -1 where it has no value.
    private var places: [Int]
    /// The newest version of the state that the object shows; below 0 where that is not known.
    private var shown: Int64 = -1

    /// Whether the object shows what is yet to be applied.
    private var isAhead = false

    /// - Parameter channels: Sorted by name.
    init(_ graph: CompiledGraph, _ channels: [Int]) {
        self.channels = channels
        names = graph.stateNames
        places = Array(repeating: -1, count: channels.count)
    }

    /// The object, as the channels are now.
    @inline(__always)
    func current(_ state: inout RunState) -> ObjectRow {
        if let row, shown == state.newest { return row }
        return update(&state)
    }

    private func update(_ state: inout RunState) -> ObjectRow {
        // Asked first: looking at the row counts as holding it.
        if isKnownUniquelyReferenced(&row), let row, replaceChanged(row, &state) {
            shown = state.newest
            return row
        }
        let made = ObjectRow(names, capacity: channels.count, isLent: true)
        for place in channels.indices {
            places[place] = -1
            guard let value = state.cells[channels[place]].value else { continue }
            places[place] = made.count
            made.append(channels[place], value)
        }
        row = made
        shown = state.newest
        return made
    }

    /// Gives the members of changed channels their new values; `false` where there are other members now.
    private func replaceChanged(_ row: ObjectRow, _ state: inout RunState) -> Bool {
        for place in channels.indices {
            let channel = channels[place]
            guard state.versions[channel] > shown else { continue }
            let value = state.cells[channel].value
            guard (value != nil) == (places[place] >= 0) else { return false }
            if let value { row.replace(places[place], value) }
        }
        return true
    }

    /// Shows the values that a task's writes lead to before they are applied.
    ///
    /// - Returns: `false` where that needs another object: somebody holds this one, or it has other members then.
    func show(_ effects: TaskEffects, places order: Table<Int>) -> Bool {
        guard isKnownUniquelyReferenced(&row), let row else { return false }
        for index in effects.values.indices where places[order[effects.values[index].channel]] < 0 { return false }
        for index in effects.values.indices {
            if let value = effects.values[index].value {
                row.replace(places[order[effects.values[index].channel]], value)
            }
        }
        isAhead = true
        return true
    }

    /// Notes that what was shown before it was applied is the state now.
    @inline(__always)
    func catchUp(_ state: inout RunState) {
        guard isAhead else { return }
        isAhead = false
        shown = state.newest
    }

    /// Forgets what the object shows: all of it is looked up again.
    func invalidate() {
        shown = -1
        isAhead = false
    }

    /// Gives the object to whoever holds it for good. To be called before any channel changes.
    @inline(__always)
    func settle() {
        guard row != nil, !isKnownUniquelyReferenced(&row) else { return }
        row?.own()
        row = nil
        invalidate()
    }
}
