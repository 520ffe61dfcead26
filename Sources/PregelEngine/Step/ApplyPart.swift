import PregelValues

extension CompiledGraph {
    /// Applies a superstep up to the channel that refuses its writes.
    ///
    /// Nothing of such a superstep holds; but with durability `exit` LangGraph saves the state at the end of the run as the
    /// failed superstep has left it, and goes on from there.
    func applyPart(_ tasks: [AppliedTask], upTo refusing: Int, to state: inout RunState) {
        let next = state.newest + 1
        markSeen(tasks, &state)
        for channel in firstWrites(tasks) {
            if channel == refusing { return }
            guard (try? state.cells[channel].update(writes(to: channel, tasks))) == true else { continue }
            state.versions[channel] = next
            state.newest = next
            if clears[channel], !state.transient.contains(channel) { state.transient.append(channel) }
        }
    }

    /// The channels that tasks write, each once, in the order of its first write.
    private func firstWrites(_ tasks: [AppliedTask]) -> [Int] {
        var known: Set<Int> = []
        return tasks.flatMap { task in
            task.effects.writes.array.map(\.channel) + task.effects.triggers.array
                + task.effects.joins.array.map(\.channel)
        }.filter { known.insert($0).inserted }
    }

    private func writes(to channel: Int, _ tasks: [AppliedTask]) -> [ChannelWrite] {
        tasks.flatMap { task in
            task.effects.writes.array.filter { $0.channel == channel }.map(\.write)
                + task.effects.triggers.array.filter { $0 == channel }.map { _ in ChannelWrite(value: .null) }
                + task.effects.joins.array.filter { $0.channel == channel }.map {
                    ChannelWrite(value: Value($0.member))
                }
        }
    }
}
