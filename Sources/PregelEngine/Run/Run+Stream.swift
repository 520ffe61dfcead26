import PregelValues

extension Run {
    /// Whether anybody sees entries of this mode from this run.
    func isStreamed(_ mode: StreamMode) -> Bool {
        options.stream.contains(mode) && (parent == nil || options.streamsSubgraphs)
    }

    /// Streams an entry.
    func emit(_ mode: StreamMode, _ data: Value) {
        session.emit(StreamEntry(path: path, mode: mode, data: data))
    }

    /// Streams a chunk that a node emits, on the node's thread.
    func emitChunk(_ mode: StreamMode, _ chunk: Value) {
        if isStreamed(mode) { emit(mode, chunk) }
    }

    /// Streams that a task starts.
    func streamStart(_ slot: Int) {
        guard isStreamed(.tasks) else { return }
        emit(.tasks, ["name": Value(name(of: slot)), "input": slots[slot].context?.input ?? .null])
    }

    /// Streams what a task wrote; nothing comes of a superstep that has failed.
    func streamEnd(_ slot: Int) {
        guard failure == nil, slots[slot].planned.node != graph.startNode else { return }
        if isStreamed(.updates), slots[slot].status == .done {
            let written = slots[slot].context.map { writtenObject($0.effects, outputOnly: parent != nil) } ?? .null
            emit(.updates, .object([(key: name(of: slot), value: written.count == 0 ? .null : written)]))
        }
        if isStreamed(.updates), slots[slot].status == .interrupted {
            let interrupts = slots[slot].interrupts.map { Value.object([(key: "value", value: $0.value)]) }
            emit(.updates, .object([(key: "__interrupt__", value: .array(interrupts))]))
        }
        guard isStreamed(.tasks) else { return }
        let isFailed = slots[slot].status == .failed
        let result = isFailed ? [:] : slots[slot].context.map { writtenObject($0.effects) } ?? [:]
        emit(
            .tasks,
            [
                "name": Value(name(of: slot)), "result": result, "error": Value(isFailed),
                "interrupts": .array(slots[slot].interrupts.map(\.value)),
            ])
    }

    /// Streams that the run stops at a breakpoint.
    func streamBreakpoint() {
        if isStreamed(.updates) { emit(.updates, ["__interrupt__": []]) }
    }

    /// Streams all channels that are available; of a nested graph its output.
    func streamValues() {
        guard isStreamed(.values) else { return }
        emit(.values, object(of: parent == nil ? Array(graph.specs.indices) : graph.outputChannels))
    }

    /// The name of a task: its node's, or its handler's.
    func name(of slot: Int) -> String {
        let name = graph.nodes[slots[slot].planned.node].name
        return slots[slot].isHandling ? "__error_handler__" + name : name
    }

    /// What a task wrote; of a nested graph's task the updates show its output channels alone.
    private func writtenObject(_ effects: TaskEffects, outputOnly: Bool = false) -> Value {
        guard !effects.commandsParent else { return [:] }
        return .object(
            effects.writes.filter { !outputOnly || graph.isOutput[$0.channel] }.map { written in
                let (channel, write) = (written.channel, written.write)
                let value = write.isOverwrite ? .object([(key: "__overwrite__", value: write.value)]) : write.value
                return (key: graph.stateNames.names[channel], value: value)
            })
    }
}
