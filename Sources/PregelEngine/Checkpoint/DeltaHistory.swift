import PregelValues

/// Completes the delta channels of a checkpoint from those before it (CH-13).
struct DeltaHistory {
    let graph: CompiledGraph
    let writer: CheckpointWriter

    /// Gives each delta channel of a loaded state its value.
    func complete(_ state: inout RunState, of saved: SavedCheckpoint) throws(Failure) {
        var past: [(state: RunState, tasks: [TaskRecord])] = []
        var next = saved.parent
        for channel in graph.deltaChannels where state.cells[channel].isIncomplete {
            var depth = 0
            while true {
                if depth == past.count {
                    guard let id = next, let checkpoint = try writer.load(id) else { break }
                    past.append((checkpoint.state.state(for: graph), records(of: checkpoint)))
                    next = checkpoint.parent
                }
                depth += 1
                if !past[depth - 1].state.cells[channel].isIncomplete { break }
            }
            state.cells[channel].complete(value(of: channel, from: past.prefix(depth)))
        }
    }

    /// The value that the oldest of these checkpoints has, with the writes of all their supersteps.
    private func value(of channel: Int, from past: ArraySlice<(state: RunState, tasks: [TaskRecord])>) -> Value? {
        guard var cell = past.last?.state.cells[channel] else { return graph.blank[channel].value }
        if cell.isIncomplete { cell = graph.blank[channel] }
        for step in past.reversed() {
            let writes = step.tasks.flatMap { $0.output?.writes ?? ShortList() }.filter { $0.channel == channel }.map(
                \.write)
            // They were taken once; a superstep that was refused has no checkpoint behind it.
            if !writes.isEmpty { _ = try? cell.update(writes) }
        }
        return cell.value
    }

    /// What tasks did after a checkpoint, in the order in which it was applied: a command, nodes by name, packets.
    private func records(of checkpoint: SavedCheckpoint) -> [TaskRecord] {
        checkpoint.tasks.compactMap { $0.record(for: graph) }.sorted { a, b in
            (a.key.packet, a.key.node) < (b.key.packet, b.key.node)
        }
    }
}
