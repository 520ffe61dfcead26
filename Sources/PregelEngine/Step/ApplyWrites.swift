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
        if tasks.count == 1, !tasks[0].effects.repeatsChannels {
            let task = tasks[0]
            let node: Node? = task.node >= 0 ? nodes[task.node] : nil
            try apply(task.effects, of: node, isTriggered: task.isTriggered, to: &state)
            return
        }
        // What may be refused comes first: the state's channels, as they will be.
        try stage(tasks, &state, &scratch)
        Commit.run(self, &state) { commit in
            for task in tasks where task.isTriggered { commit.markSeen(nodes[task.node]) }
            for place in scratch.merged.indices { nodeTable.with(scratch.merged[place]) { commit.markSeen($0) } }
            for task in tasks where task.isTriggered { commit.consume(nodes[task.node]) }
            for place in scratch.merged.indices { nodeTable.with(scratch.merged[place]) { commit.consume($0) } }
            for task in tasks { commit.writeControls(of: task.effects) }
            for place in scratch.values.indices {
                commit.exchange(scratch.values[place].channel, &scratch.values[place].value)
            }
            for place in scratch.cells.indices {
                commit.replace(scratch.cells[place].channel, scratch.cells[place].cell)
            }
            let advances = tasks.contains { $0.node >= 0 }
            if advances { commit.clear() }
            commit.dropPackets()
            for task in tasks { commit.takePackets(of: task.effects) }
            if advances, !commit.leads { commit.finishWaiting() }
        }
        scratch.forgetStaged()
        scratch.reset()
    }

    /// Applies the writes of a superstep's only task, all or none: nothing is to be sorted.
    ///
    /// - Parameter node: `nil` for what is no node's.
    @inline(__always)
    func apply(
        _ effects: TaskEffects, of node: Node?, isTriggered: Bool = true, to state: inout RunState
    ) throws(ApplyRefusal) {
        if !effects.isStaged { try CompiledGraph.stage(effects, of: node?.id ?? -1, &state) }
        Commit.run(self, &state) { commit in
            if isTriggered, let node {
                commit.markSeen(node)
                commit.consume(node)
            }
            apply(effects, &commit, advances: node != nil)
        }
    }

    /// Applies the writes of a superstep's only task, which a channel has triggered, all or none.
    @inline(__always)
    func apply(triggered effects: TaskEffects, of node: Node, to state: inout RunState) throws(ApplyRefusal) {
        if !effects.isStaged { try CompiledGraph.stage(effects, of: node.id, &state) }
        Commit.run(self, &state) { commit in
            commit.markSeen(node)
            commit.consume(node)
            apply(effects, &commit, advances: true)
        }
    }

    /// Applies what was staged.
    @inline(__always)
    private func apply(_ effects: TaskEffects, _ commit: inout Commit, advances: Bool) {
        commit.writeControls(of: effects)
        for index in effects.values.indices {
            commit.exchange(effects.values[index].channel, &effects.values[index].value)
        }
        for index in effects.cells.indices {
            commit.replace(effects.cells[index].channel, effects.cells[index].cell)
        }
        if advances { commit.clear() }
        commit.dropPackets()
        commit.takePackets(of: effects)
        if advances, !commit.leads { commit.finishWaiting() }
    }

    /// Gives the state a run's input, where no task was due.
    func apply(input: Value, to state: inout RunState) {
        Commit.run(self, &state) { commit in
            commit.write(startChannel, input)
            commit.dropPackets()
        }
    }

    /// Notes for the tasks' nodes what they have seen, and consumes what triggered them.
    func markSeen(_ tasks: [AppliedTask], _ state: inout RunState) {
        Commit.run(self, &state) { commit in
            for task in tasks where task.isTriggered { commit.markSeen(nodes[task.node]) }
            for task in tasks where task.isTriggered { commit.consume(nodes[task.node]) }
        }
    }

    /// Finds out what a task's writes alone give the channels.
    @inline(__always)
    static func stage(_ effects: TaskEffects, of node: Int, _ state: inout RunState) throws(ApplyRefusal) {
        effects.unstage()
        for index in effects.writes.indices {
            let channel = effects.writes[index].channel
            do throws(ChannelRefusal) {
                try stage(effects.writes.address(of: index), &state, &effects.values, &effects.cells)
            } catch {
                effects.unstage()
                throw ApplyRefusal(channel: channel, refusal: error, nodes: [node])
            }
        }
        effects.isStaged = true
    }

    /// Finds out what one write alone gives its channel.
    @inline(__always)
    private static func stage(
        _ written: UnsafePointer<TaskWrite>, _ state: inout RunState, _ values: inout ReusedList<ChangedValue>,
        _ cells: inout ReusedList<ChangedChannel>
    ) throws(ChannelRefusal) {
        let channel = written.pointee.channel
        let cell = state.cells.pointer + channel
        if cell.isPlain {
            values.append(
                ChangedValue(channel: channel, value: try ChannelCell.value(of: cell, after: written.write)))
        } else {
            try stageCell(written, &state, &cells)
        }
    }

    /// Finds out what a write gives a channel that is more than its value.
    private static func stageCell(
        _ written: UnsafePointer<TaskWrite>, _ state: inout RunState, _ cells: inout ReusedList<ChangedChannel>
    ) throws(ChannelRefusal) {
        let channel = written.pointee.channel
        var cell = state.cells[channel]
        if try cell.take(written.pointee.write) { cells.append(ChangedChannel(channel: channel, cell: cell)) }
    }

    /// Finds out what the tasks' writes together give the channels.
    private func stage(
        _ tasks: [AppliedTask], _ state: inout RunState, _ scratch: inout ApplyScratch
    ) throws(ApplyRefusal) {
        scratch.group(tasks, channelCount: specs.count)
        for channel in scratch.touched {
            do throws(ChannelRefusal) {
                if let only = scratch.onlyWrite(to: channel) {
                    try stage(channel, at: only.place, tasks[only.task].effects, &state, &scratch)
                } else {
                    var cell = state.cells[channel]
                    if try cell.update(scratch.writes(to: channel)) { scratch.stage(channel, cell) }
                }
            } catch {
                let nodes = tasks.filter { $0.effects.writes.contains { $0.channel == channel } }.map(\.node)
                scratch.forgetStaged()
                scratch.reset()
                throw ApplyRefusal(channel: channel, refusal: error, nodes: nodes)
            }
        }
    }

    /// Finds out what a channel is given that one task writes, once.
    private func stage(
        _ channel: Int, at place: Int, _ effects: TaskEffects, _ state: inout RunState, _ scratch: inout ApplyScratch
    ) throws(ChannelRefusal) {
        if effects.isStaged {
            // A conditional edge has seen it already.
            for index in effects.values.indices where effects.values[index].channel == channel {
                scratch.values.append(effects.values[index])
            }
            for index in effects.cells.indices where effects.cells[index].channel == channel {
                scratch.cells.append(effects.cells[index])
            }
            return
        }
        try CompiledGraph.stage(effects.writes.address(of: place), &state, &scratch.values, &scratch.cells)
    }
}

extension Commit {
    /// Writes triggers and joins; they refuse nothing.
    @inline(__always)
    mutating func writeControls(of effects: TaskEffects) {
        if let input = effects.input { write(startChannel, input) }
        for place in effects.triggers.indices { set(trigger: effects.triggers[place]) }
        if !effects.joins.isEmpty { effects.joins.withElements { signal($0) } }
    }
}
