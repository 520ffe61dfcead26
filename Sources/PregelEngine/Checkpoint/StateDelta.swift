internal import Glibc

/// What a superstep changed of a state, but for its packets: one block of memory, which its owner frees.
struct StateDelta: @unchecked Sendable {
    private struct ChangedCell {
        let channel: Int
        let version: Int64
        let cell: ChannelCell
    }

    /// Changed channels, and behind them numbers: ids of updated and of transient channels, then pairs of a trigger, set or
    /// not, and its version, then pairs of a place in `seen` and its version.
    private let cells: UnsafeMutablePointer<ChangedCell>
    private let numbers: UnsafeMutablePointer<Int>
    private let cellCount: Int32
    private let updatedCount: Int32
    private let transientCount: Int32
    private let triggerCount: Int32
    private let seenCount: Int32
    private let knowsUpdated: Bool
    private let newest: Int64
    private let passedBreakpoints: Int64

    /// What a state notes that has changed.
    init(_ state: inout RunState, of graph: CompiledGraph) {
        let now = state.cells.pointer
        var triggers = 0
        for channel in state.changes.channels where now[channel].kind == .trigger { triggers += 1 }
        var seen = 0
        for id in state.changes.nodes { seen += graph.nodeTable.with(id) { $0.triggers.count } }
        let channels = state.changes.channels.count - triggers
        let count = state.updated.count + state.transient.count + 2 * (triggers + seen)
        let bytes = channels * MemoryLayout<ChangedCell>.stride
        // By `malloc`: `allocate` aligns at twice the price.
        guard let memory = malloc(max(bytes + count * MemoryLayout<Int>.stride, 1)) else {
            fatalError("there is no memory for a checkpoint")
        }
        cells = memory.bindMemory(to: ChangedCell.self, capacity: channels)
        numbers = (memory + bytes).bindMemory(to: Int.self, capacity: count)
        cellCount = Int32(channels)
        updatedCount = Int32(state.updated.count)
        transientCount = Int32(state.transient.count)
        triggerCount = Int32(triggers)
        seenCount = Int32(seen)
        knowsUpdated = state.knowsUpdated
        newest = state.newest
        passedBreakpoints = state.passedBreakpoints
        fill(&state, graph)
    }

    private func fill(_ state: inout RunState, _ graph: CompiledGraph) {
        var next = numbers
        func add(_ number: Int) {
            next.initialize(to: number)
            next += 1
        }
        for id in state.updated { add(id) }
        for id in state.transient { add(id) }
        let (now, versions, seen) = (state.cells.pointer, state.versions.pointer, state.seen.pointer)
        var cell = cells
        for channel in state.changes.channels {
            if now[channel].kind == .trigger {
                add(channel << 1 | (now[channel].isSet ? 1 : 0))
                add(Int(versions[channel]))
            } else {
                cell.initialize(to: ChangedCell(channel: channel, version: versions[channel], cell: now[channel]))
                cell += 1
            }
        }
        for id in state.changes.nodes {
            let (base, count) = graph.nodeTable.with(id) { ($0.seenBase, $0.triggers.count) }
            for place in base..<base + count {
                add(place)
                add(Int(seen[place]))
            }
        }
    }

    /// Changes a state in the same way.
    func give(to state: inout RunState) {
        let own = state.table.unique()
        for place in 0..<Int(cellCount) {
            own.cells[cells[place].channel] = cells[place].cell
            own.versions[cells[place].channel] = cells[place].version
        }
        state.updated = IndexList(UnsafeBufferPointer(start: numbers, count: Int(updatedCount)))
        var next = numbers + Int(updatedCount)
        state.transient = IndexList(UnsafeBufferPointer(start: next, count: Int(transientCount)))
        next += Int(transientCount)
        for _ in 0..<triggerCount {
            _ = own.cells[next[0] >> 1].set(next[0] & 1 == 1)
            own.versions[next[0] >> 1] = Int64(next[1])
            next += 2
        }
        for _ in 0..<seenCount {
            own.seen[next[0]] = Int64(next[1])
            next += 2
        }
        state.knowsUpdated = knowsUpdated
        state.newest = newest
        state.passedBreakpoints = passedBreakpoints
    }

    /// Gives the memory back; to be called at its owner's end.
    func free() {
        cells.deinitialize(count: Int(cellCount))
        Glibc.free(cells)
    }
}
