import PregelValues

extension Run {
    /// Whether anybody sees entries of this mode from this run.
    func isStreamed(_ mode: StreamMode) -> Bool {
        options.streamed.contains(mode) && (parent == nil || options.streamsSubgraphs)
    }

    /// Whether anybody sees tasks or checkpoints, as such or for debugging.
    func isTraced(_ mode: StreamMode) -> Bool { isStreamed(mode) || isStreamed(.debug) }

    /// Streams a checkpoint, as such and for debugging (ST-7).
    private func trace(checkpoint: Value) {
        if isStreamed(.checkpoints) { emit(.checkpoints, checkpoint) }
        guard isStreamed(.debug) else { return }
        let row = ObjectRow.make(StreamForm.debug, capacity: 4)
        row.append(0, Value(step - 1))
        row.append(1, timestamps.now)
        row.append(2, StreamForm.checkpoint)
        row.append(3, checkpoint)
        emit(.debug, row.object(isSorted: false))
    }

    /// Streams an entry.
    func emit(_ mode: StreamMode, _ data: consuming Value) { emit(mode, data, from: origin) }

    private func emit(_ mode: StreamMode, _ data: consuming Value, from origin: StreamOrigin?) {
        let entry = StreamEntry(mode, data, from: origin)
        Unmanaged.passUnretained(session)._withUnsafeGuaranteedRef { $0.emit(entry) }
    }

    /// Streams a chunk that a node emits, on the node's thread.
    func emitChunk(_ mode: StreamMode, _ chunk: Value) {
        if isStreamed(mode) { emit(mode, chunk) }
    }

    /// Streams a chunk of the handler of a task's failure, which is nested in that task (BSP-7).
    func emitChunk(_ mode: StreamMode, _ chunk: Value, ofHandlerOf slot: Int) {
        guard isStreamed(mode) else { return }
        let place = options.streamsSubgraphs ? StreamOrigin(within: origin, of: failedTask(slot)) : origin
        emit(mode, chunk, from: place)
    }

    /// A task whose handler runs, as it was before.
    private func failedTask(_ slot: Int) -> (node: String, task: String) {
        let node = slots[slot].planned.node
        let name = graph.nodes[node].name
        return (name, name + ":" + ownHash(of: node, slot: slot, step: step).groupedHex)
    }

    /// Streams the checkpoint that the next superstep goes on from, with the tasks that are planned (ST-6).
    func streamCheckpoint(_ planned: some Collection<PlannedTask>) {
        guard let saver, isTraced(.checkpoints) else { return }
        trace(
            checkpoint: [
                "checkpoint_id": saver.current.map { Value($0.description) } ?? .null,
                "parent_id": saver.parent.map { Value($0.description) } ?? .null,
                "values": object(of: graph.stateChannels), "source": Value(saver.source.rawValue),
                "step": Value(step - 1),
                "next": .array(planned.map { Value(edgeName($0.node)) }),
            ])
    }

    /// The channels that `values` shows: all, or of a nested graph its output.
    private var streamedChannels: [Int] {
        if graph.specs.isEmpty { return Array(graph.blank.indices) }
        return parent == nil ? graph.stateChannels : graph.outputChannels
    }

    /// Where the entries of a run come from that is nested in a task; `nil` where nobody sees them.
    static func origin(within parent: (run: Run, slot: Int)) -> StreamOrigin? {
        let (run, slot) = parent
        guard run.options.streamsSubgraphs else { return nil }
        let node = run.slots[slot].planned.node
        let task = run.name(of: slot) + ":" + run.taskID(of: node, slot: slot, step: run.step)
        let failures = run.slots[slot].failures
        return StreamOrigin(
            within: run.origin, of: (run.graph.nodes[node].name, failures == 0 ? task : task + "|\(failures)"))
    }

    /// Streams that the run stops at a breakpoint.
    func streamBreakpoint() {
        if isStreamed(.updates) { emit(.updates, ["__interrupt__": []]) }
    }

    /// Streams all channels that are available; of a nested graph its output.
    func streamValues() {
        guard isStreamed(.values) else { return }
        let channels = streamedChannels
        if withGraph({ $0.isRoot || $0.specs.isEmpty }) { return emit(.values, object(of: channels)) }
        let row = withGraph { valuesRow.begin($0.stateNames, capacity: channels.count) }
        row.append(channels, of: state.cells.pointer)
        emit(.values, row.object(isSorted: false))
        valuesRow.settle()
    }

    /// The name of a task: its node's, or its handler's.
    func name(of slot: Int) -> String {
        let name = graph.nodes[slots[slot].planned.node].name
        return slots[slot].isHandling ? "__error_handler__" + name : name
    }
}
