import PregelValues

/// Everything that decides what a run does next: the content of a checkpoint.
///
/// A plain value: planning reads it, applying changes it, and nothing else does.
struct RunState: Sendable {
    /// The channels, by id.
    var cells: Column<ChannelCell>
    /// When each channel last changed; 0 for never (BSP-14).
    var versions: Column<Int64>
    /// For each trigger of each node, the version at which the node last ran; -1 where it never did.
    var seen: Column<Int64>
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
        cells = graph.blank
        versions = graph.unchanged
        seen = graph.unseen
    }

    /// Whether no other state shares the memory of the channels.
    var isUnshared: Bool {
        mutating get { cells.isUnshared && versions.isUnshared && seen.isUnshared }
    }

    /// Makes this the state before the first input again, in the memory that it has.
    mutating func reset(for graph: CompiledGraph) {
        let (cells, versions, seen) = (cells.unique(), versions.unique(), seen.unique())
        let blank = graph.blank.pointer
        for channel in graph.blank.indices where versions[channel] != 0 {
            cells[channel].reset(to: blank + channel)
            versions[channel] = 0
        }
        for channel in graph.deltaChannels { cells[channel] = blank[channel] }
        seen.update(repeating: -1, count: graph.triggerCount)
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
