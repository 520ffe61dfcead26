import PregelValues

/// Everything that decides what a run does next: the content of a checkpoint.
///
/// A plain value: planning reads it, applying changes it, and nothing else does.
struct RunState: Sendable {
    /// The channels, their versions, and what triggers have been seen.
    var table: StateTable
    /// Packets that are to run in the next superstep.
    var packets: [Packet] = []
    /// Channels that the last superstep changed and that are available (BSP-3); only where `knowsUpdated`.
    var updated = IndexList()
    /// Whether it is known what the last superstep changed.
    var knowsUpdated = false
    /// Channels that hold something which an unwritten superstep clears.
    var transient = IndexList()
    /// The newest version.
    var newest: Int64 = 0
    /// The newest version when the run last went on: breakpoints up to it have been passed (INT-11, INT-13).
    var passedBreakpoints: Int64 = 0
    /// What has changed since the state was saved.
    var changes = StateChanges()

    /// The state before the first input.
    init(_ graph: CompiledGraph) {
        table = graph.blankTable
    }

    /// The channels, by id.
    var cells: Column<ChannelCell> {
        @inline(__always) _read { yield table.cells }
        @inline(__always) _modify { yield &table.cells }
    }

    /// When each channel last changed; 0 for never (BSP-14).
    var versions: Column<Int64> {
        @inline(__always) _read { yield table.versions }
        @inline(__always) _modify { yield &table.versions }
    }

    /// For each trigger of each node, the version at which the node last ran; -1 where it never did.
    var seen: Column<Int64> {
        @inline(__always) _read { yield table.seen }
        @inline(__always) _modify { yield &table.seen }
    }

    /// Whether no other state shares the memory of the channels.
    var isUnshared: Bool {
        mutating get { table.isUnshared }
    }

    /// Makes this the state before the first input again, in the memory that it has.
    mutating func reset(for graph: CompiledGraph) {
        let own = table.unique()
        let blank = graph.blank.pointer
        for channel in graph.blank.indices where own.versions[channel] != 0 {
            own.cells[channel].reset(to: blank + channel)
            own.versions[channel] = 0
        }
        for channel in graph.deltaChannels { own.cells[channel] = blank[channel] }
        own.seen.update(repeating: -1, count: graph.triggerCount)
        if !packets.isEmpty { packets.clear() }
        forgetUpdated()
        transient.removeAll()
        newest = 0
        passedBreakpoints = 0
        changes.end()
    }

    /// Notes that whatever is due is to be found among all nodes.
    mutating func forgetUpdated() {
        knowsUpdated = false
        updated.removeAll()
    }

    /// The state as a checkpoint gives it back: without what none keeps (CH-12).
    func asSaved(_ graph: CompiledGraph) -> RunState {
        guard graph.hasUntracked else { return self }
        var state = self
        for channel in state.cells.indices where !state.cells[channel].isTracked { state.cells[channel].restore(nil) }
        state.packets = packets.map { Packet(node: $0.node, argument: graph.tracked($0.argument)) }
        return state
    }
}
