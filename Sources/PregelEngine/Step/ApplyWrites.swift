import PregelValues

/// A task that has run, as applying a superstep sees it.
struct AppliedTask {
    /// The node; -1 for what is no node's: the run's input, a command.
    let node: Int
    /// Whether its channels triggered it (PULL); a packet's task and the run's own are not.
    let isTriggered: Bool
    let effects: TaskEffects
}

/// Why a superstep cannot be applied; the state is as it was before.
struct ApplyRefusal: Error {
    let channel: Int
    let refusal: ChannelRefusal
    /// The nodes that wrote the channel.
    let nodes: [Int]
}

extension CompiledGraph {
    /// Applies the writes of a superstep's tasks, all or none (LangGraph `apply_writes`, BSP-12, BSP-13).
    ///
    /// - Parameters:
    ///   - tasks: In task order: triggered nodes by name, then packets as they were sent.
    ///   - scratch: Memory that is used again from step to step.
    func apply(_ tasks: [AppliedTask], to state: inout RunState, _ scratch: inout ApplyScratch) throws(ApplyRefusal) {
        // What may be refused comes first: the state's channels, on copies.
        try stage(tasks, &state, &scratch)
        let next = state.newest + 1
        markSeen(tasks, &state, next)
        // The list of the last superstep is not needed any more, but its memory is.
        var updated = state.updated ?? []
        state.updated = nil
        updated.clear()
        writeControls(tasks, &state, next, &scratch, &updated)
        for place in scratch.staged.indices {
            let channel = scratch.staged[place].channel
            swap(&state.cells[channel], &scratch.staged[place].cell)
            note(channel, next, &state, &updated)
        }
        scratch.staged.clear()
        let advances = tasks.contains { $0.node >= 0 }
        if advances { clearTransients(&state, next, &scratch, &updated) }
        for channel in updated where clears[channel] && !state.transient.contains(channel) {
            state.transient.append(channel)
        }
        state.packets.clear()
        for task in tasks where !task.effects.packets.isEmpty { state.packets += task.effects.packets }
        if advances, !updated.contains(where: { !triggered[$0].isEmpty }) { finish(&state, next, &updated) }
        state.updated = updated
        if tasks.contains(where: { !$0.effects.packets.isEmpty }) || !updated.isEmpty { state.newest = next }
        scratch.reset()
    }

    /// Updates copies of the written state channels, and keeps those that changed.
    private func stage(
        _ tasks: [AppliedTask], _ state: inout RunState, _ scratch: inout ApplyScratch
    ) throws(ApplyRefusal) {
        if tasks.count == 1, !tasks[0].effects.fresh.isEmpty {
            // A conditional edge has seen all of it already.
            swap(&scratch.staged, &tasks[0].effects.fresh)
            scratch.note(tasks[0], channelCount: blank.count)
            return
        }
        scratch.group(tasks, channelCount: blank.count)
        for channel in scratch.touched {
            let only = scratch.onlyWriter(of: channel).map { tasks[$0].effects }
            if let only, !only.fresh.isEmpty, let fresh = only.fresh.first(where: { $0.channel == channel }) {
                scratch.staged.append(fresh)
                continue
            }
            let place = only?.writes.firstIndex { $0.channel == channel }
            if let only, let place, state.cells[channel].isLastValue {
                let value = LastValue(only.writes[place].write.value)
                scratch.staged.append(ChangedChannel(channel: channel, cell: .lastValue(value)))
                continue
            }
            var cell = state.cells[channel]
            do throws(ChannelRefusal) {
                let changed =
                    if let only, let place {
                        try cell.update(CollectionOfOne(only.writes[place].write))
                    } else {
                        try cell.update(scratch.writes(to: channel))
                    }
                if changed { scratch.staged.append(ChangedChannel(channel: channel, cell: cell)) }
            } catch {
                let nodes = tasks.filter { $0.effects.writes.contains { $0.channel == channel } }.map(\.node)
                scratch.staged.removeAll()
                scratch.reset()
                throw ApplyRefusal(channel: channel, refusal: error, nodes: nodes)
            }
        }
    }

    /// Notes for the tasks' nodes what they have seen, and consumes what triggered them.
    func markSeen(_ tasks: [AppliedTask], _ state: inout RunState, _ next: Int64) {
        for task in tasks where task.isTriggered {
            let node = nodes[task.node]
            for place in node.triggers.indices {
                let channel = node.triggers[place]
                state.seen[node.seenBase + place] = state.versions[channel]
            }
        }
        // Only joins and what waits for the end of the run are consumed: a trigger of its own ends by itself.
        for task in tasks where task.isTriggered {
            let node = nodes[task.node]
            guard node.consumes else { continue }
            for channel in node.triggers where state.cells[channel].consume() {
                state.versions[channel] = next
                state.newest = next
            }
        }
    }

    /// Writes triggers and joins; they refuse nothing.
    private func writeControls(
        _ tasks: [AppliedTask], _ state: inout RunState, _ next: Int64, _ scratch: inout ApplyScratch,
        _ updated: inout [Int]
    ) {
        for task in tasks {
            if let input = task.effects.input { write(startChannel, input, &state, next, &scratch, &updated) }
            for channel in task.effects.triggers { write(channel, .null, &state, next, &scratch, &updated) }
            for join in task.effects.joins {
                write(join.channel, Value(join.member), &state, next, &scratch, &updated)
            }
        }
    }

    private func write(
        _ channel: Int, _ value: Value, _ state: inout RunState, _ next: Int64, _ scratch: inout ApplyScratch,
        _ updated: inout [Int]
    ) {
        // A trigger takes the same null however many edges lead to it; a join takes members one by one.
        if scratch.isControlWritten(channel), !joinsMembers(channel) { return }
        scratch.noteControl(channel)
        if let changed = state.cells[channel].set(true) {
            if changed { note(channel, next, &state, &updated) }
            return
        }
        let changed = (try? state.cells[channel].update(CollectionOfOne(ChannelWrite(value: value)))) ?? false
        if changed { note(channel, next, &state, &updated) }
    }

    private func joinsMembers(_ channel: Int) -> Bool {
        if case .barrier = blank[channel] { true } else { false }
    }

    /// Gives a changed channel its version, and puts it on the list of updated ones if it is available.
    private func note(_ channel: Int, _ next: Int64, _ state: inout RunState, _ updated: inout [Int]) {
        state.versions[channel] = next
        state.newest = next
        if state.cells[channel].isAvailable { updated.append(channel) }
    }

    /// Clears what lives for one superstep and was not written in this one.
    private func clearTransients(
        _ state: inout RunState, _ next: Int64, _ scratch: inout ApplyScratch, _ updated: inout [Int]
    ) {
        for channel in state.transient where !scratch.isWritten(channel) {
            if let changed = state.cells[channel].set(false) {
                if changed { note(channel, next, &state, &updated) }
                continue
            }
            let changed = (try? state.cells[channel].update(EmptyCollection())) ?? false
            if changed { note(channel, next, &state, &updated) }
        }
        state.transient.clear()
    }

    /// Nothing is left to run: what waits for the end of the run becomes available.
    private func finish(_ state: inout RunState, _ next: Int64, _ updated: inout [Int]) {
        for channel in finishing where state.cells[channel].finish() {
            note(channel, next, &state, &updated)
        }
    }
}
