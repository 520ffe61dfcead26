import PregelValues

/// What a run gives, and shows of its state.
extension Run {
    /// What a root run gives in the end: the output channels as they are then; `nil` where none has a value.
    var finalOutput: Value? {
        if graph.isRoot { return state.cells[0].value }
        let output = outputObject
        return output.count > 0 ? output : nil
    }

    private var outputObject: Value {
        let cells = state.cells.pointer
        return withGraph { $0.object(of: $0.outputChannels, cells) }
    }

    /// What a nested run gives: the output channels as they were after the last superstep that wrote one.
    var output: Value? {
        if !isOutputCurrent { return lastOutput }
        lastOutput = outputObject
        isOutputCurrent = false
        return lastOutput
    }

    /// Makes the output before a superstep that may clear a part of it.
    func keepOutputThatClears() {
        if parent != nil, graph.outputMayClear { _ = output }
    }

    /// After a superstep: notes whether the output is new, and streams the values.
    func noteValues(_ effects: some Collection<TaskEffects>) {
        guard state.knowsUpdated else { return }
        let updated = state.updated
        let count = graph.specs.count
        if count == 0 {
            // LangGraph shows all channels of a graph that has none of its own.
            let leads = effects.contains { !$0.triggers.isEmpty || !$0.joins.isEmpty }
            if leads, !updated.isEmpty { streamValues() }
            return
        }
        guard updated.contains(where: { $0 < count }), effects.contains(where: { !$0.writes.isEmpty }) else { return }
        noteOutput(effects)
        if parent == nil || updated.contains(where: { $0 < count && graph.isOutput[$0] }) { streamValues() }
    }

    /// Notes whether the output is new after a superstep.
    func noteOutput(_ effects: some Collection<TaskEffects>) {
        guard !isOutputCurrent,
            state.updated.contains(where: { $0 < graph.specs.count && graph.isOutput[$0] }),
            effects.contains(where: { $0.writes.contains { graph.isOutput[$0.channel] } })
        else { return }
        isOutputCurrent = true
    }

    /// An object of those channels that are available.
    func object(of channels: [Int]) -> Value {
        let cells = state.cells.pointer
        return withGraph { $0.object(of: channels, cells) }
    }

    /// What a packet's node would have seen if an edge had triggered it; `nil` for a task that no packet made, and for its
    /// handler. Any thread may ask: no row of the driver's is used.
    func stateBesidePacket(of context: TaskContext) -> Value? {
        guard !isAlone, slots.indices.contains(context.slot) else { return nil }
        let task = slots[context.slot]
        guard task.planned.packet >= 0, !task.isHandling else { return nil }
        let channels = graph.readSets[graph.nodes[task.planned.node].readSet]
        return graph.asState(object(of: channels))
    }

    /// A channel's value as it was when the superstep began.
    func value(of channel: Int) -> Value? { state.cells[channel].value }
}

extension CompiledGraph {
    /// An object of those channels that are available.
    ///
    /// - Parameter cells: All channels. By address: a state that is handed on is counted in each of its parts.
    func object(of channels: [Int], _ cells: UnsafePointer<ChannelCell>) -> Value {
        if let last = channels.last, last >= specs.count {
            return .object(
                channels.compactMap { channel in
                    (cells + channel).pointee.value.map { (key: channelName(channel), value: $0) }
                })
        }
        let row = ObjectRow.make(stateNames, capacity: channels.count)
        return withExtendedLifetime(row) {
            let row = Unmanaged.passUnretained(row)
            row.append(channels, of: cells)
            return asState(row.object(isSorted: false))
        }
    }
}
