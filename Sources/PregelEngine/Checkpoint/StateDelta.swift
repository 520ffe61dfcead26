internal import Glibc

/// What a superstep changed of a state, but for its packets: one block of memory, which its owner frees.
struct StateDelta: @unchecked Sendable {
    private struct ChangedCell {
        let channel: Int
        let version: Int64
        let cell: ChannelCell
    }

    /// Changed channels, and behind them numbers: ids of updated and of transient channels, then pairs of a place in `seen`
    /// and its version.
    private let cells: UnsafeMutablePointer<ChangedCell>
    private let numbers: UnsafeMutablePointer<Int>
    private let cellCount: Int32
    private let updatedCount: Int32
    private let transientCount: Int32
    private let numberCount: Int32
    private let knowsUpdated: Bool
    private let newest: Int64
    private let passedBreakpoints: Int64

    /// What a state notes that has changed.
    init(_ state: inout RunState, of graph: CompiledGraph) {
        var count = state.updated.count + state.transient.count
        for id in state.changes.nodes { count += graph.nodeTable.with(id) { 2 * $0.triggers.count } }
        let channels = state.changes.channels.count
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
        numberCount = Int32(count)
        knowsUpdated = state.knowsUpdated
        newest = state.newest
        passedBreakpoints = state.passedBreakpoints
        fillCells(&state)
        fillNumbers(&state, graph)
    }

    private func fillCells(_ state: inout RunState) {
        let (now, versions) = (state.cells.pointer, state.versions.pointer)
        for (place, channel) in state.changes.channels.enumerated() {
            (cells + place).initialize(
                to: ChangedCell(channel: channel, version: versions[channel], cell: now[channel]))
        }
    }

    private func fillNumbers(_ state: inout RunState, _ graph: CompiledGraph) {
        var next = numbers
        func add(_ number: Int) {
            next.initialize(to: number)
            next += 1
        }
        for id in state.updated { add(id) }
        for id in state.transient { add(id) }
        let seen = state.seen.pointer
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
        let (now, versions, seen) = (state.cells.unique(), state.versions.unique(), state.seen.unique())
        for place in 0..<Int(cellCount) {
            now[cells[place].channel] = cells[place].cell
            versions[cells[place].channel] = cells[place].version
        }
        let lists = Int(updatedCount + transientCount)
        for place in stride(from: lists, to: Int(numberCount), by: 2) {
            seen[numbers[place]] = Int64(numbers[place + 1])
        }
        state.updated = IndexList(UnsafeBufferPointer(start: numbers, count: Int(updatedCount)))
        state.transient = IndexList(
            UnsafeBufferPointer(start: numbers + Int(updatedCount), count: Int(transientCount)))
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
