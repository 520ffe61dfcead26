import PregelValues

extension Run {
    /// Whether anybody sees entries of this mode from this run.
    func isStreamed(_ mode: StreamMode) -> Bool {
        options.streamed.contains(mode) && (parent == nil || options.streamsSubgraphs)
    }

    /// Whether anybody sees tasks or checkpoints, as such or for debugging.
    func isTraced(_ mode: StreamMode) -> Bool { isStreamed(mode) || isStreamed(.debug) }

    /// Streams a task or a checkpoint, as such and for debugging (ST-7).
    private func trace(_ mode: StreamMode, _ type: Value, _ data: Value) {
        if isStreamed(mode) { emit(mode, data) }
        guard isStreamed(.debug) else { return }
        let row = ObjectRow.make(StreamForm.debug, capacity: 4)
        row.append(0, Value(mode == .checkpoints ? step - 1 : step))
        row.append(1, session.timestamps.now)
        row.append(2, type)
        row.append(3, data)
        emit(.debug, row.object(isSorted: false))
    }

    /// Streams an entry.
    func emit(_ mode: StreamMode, _ data: Value) {
        session.emit(StreamEntry(path: path, tasks: taskPath, mode: mode, data: data))
    }

    /// Streams a chunk that a node emits, on the node's thread.
    func emitChunk(_ mode: StreamMode, _ chunk: Value) {
        if isStreamed(mode) { emit(mode, chunk) }
    }

    /// Streams that the superstep's tasks start, and what those did that had finished before the run went on.
    func streamStarts() {
        if isTraced(.tasks) {
            for slot in slots.indices where slots[slot].planned.node != graph.startNode {
                streamStart(slot)
                // The handler of a failure from before the run went on is a task of its own.
                guard slots[slot].failure != nil else { continue }
                slots[slot].isHandling = true
                streamStart(slot)
                slots[slot].isHandling = false
            }
        }
        guard isStreamed(.updates) else { return }
        for slot in slots.indices where slots[slot].isRestored { streamUpdate(slot) }
    }

    func streamStart(_ slot: Int) {
        let planned = slots[slot].planned
        let node = graph.nodes[planned.node]
        let row = ObjectRow.make(StreamForm.task, capacity: 5)
        row.append(0, streamedID(slot))
        row.append(1, slots[slot].isHandling ? Value(name(of: slot)) : node.nameValue)
        row.append(2, planned.argument ?? input(of: planned.node))
        row.append(3, triggers(of: slot))
        if !slots[slot].isHandling, let metadata = node.options.metadata { row.append(4, metadata) }
        trace(.tasks, StreamForm.started, row.object(isSorted: false))
    }

    /// The task's id, which is the same as it starts and as it ends.
    private func streamedID(_ slot: Int) -> Value {
        let task = slots[slot]
        if !task.isHandling, let id = task.streamedID { return id }
        guard !task.isHandling, task.planned.packet < 0 else {
            return Value(taskID(of: task.planned.node, slot: slot, step: step))
        }
        let hash = taskHash(of: task.planned.node, step: step)
        let id = withUnsafeTemporaryAllocation(byteCount: 36, alignment: 8) { bytes in
            if let place = bytes.baseAddress { hash.writeGrouped(to: place) }
            return Value(utf8: UnsafeRawBufferPointer(bytes))
        }
        task.streamedID = id
        return id
    }

    private func streamUpdate(_ slot: Int) {
        let task = slots[slot]
        let node = task.planned.node
        guard node != graph.startNode else { return }
        let written = task.context.map { writtenObject($0.effects, outputOnly: parent != nil) } ?? .null
        if !task.isRestored, !task.isHandling {
            let row = ObjectRow.make(graph.nodeNames, capacity: 1)
            row.append(node, written.count == 0 ? .null : graph.asState(written))
            emit(.updates, row.object(isSorted: true))
            return
        }
        var entry = [(key: name(of: slot), value: written.count == 0 ? .null : graph.asState(written))]
        if slots[slot].isRestored { entry.append((key: "__metadata__", value: ["cached": true])) }
        emit(.updates, .object(entry))
    }

    /// Streams the checkpoint that the next superstep goes on from, with the tasks that are planned (ST-6).
    func streamCheckpoint(_ planned: some Collection<PlannedTask>) {
        guard let saver, isTraced(.checkpoints) else { return }
        trace(
            .checkpoints, StreamForm.checkpoint,
            [
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

    /// The path of a nested run's tasks: told apart are packets, rounds and attempts.
    static func taskPath(_ parent: (run: Run, slot: Int)?) -> [String] {
        guard let (run, slot) = parent, run.options.streamsSubgraphs else { return [] }
        let node = run.slots[slot].planned.node
        let task = run.name(of: slot) + ":" + run.taskID(of: node, slot: slot, step: run.step)
        let failures = run.slots[slot].failures
        return run.taskPath + [failures == 0 ? task : task + "|\(failures)"]
    }

    /// Streams what a task wrote; nothing comes of a superstep that has failed.
    func streamEnd(_ slot: Int) {
        let task = slots[slot]
        guard failure == nil, task.planned.node != graph.startNode, !task.isRestored else { return }
        if isStreamed(.updates) {
            if task.status == .done { streamUpdate(slot) }
            if task.status == .interrupted {
                let interrupts = task.interrupts.map { ["value": $0.value, "id": Value($0.id)] as Value }
                emit(.updates, .object([(key: "__interrupt__", value: .array(interrupts))]))
            }
        }
        guard isTraced(.tasks) else { return }
        let isFailed = slots[slot].status == .failed
        streamResult(
            slot,
            isFailed
                ? StreamForm.noMembers
                : slots[slot].context.map { writtenObject($0.effects) } ?? StreamForm.noMembers, isFailed: isFailed)
    }

    private func streamResult(_ slot: Int, _ result: @autoclosure () -> Value, isFailed: Bool) {
        guard isTraced(.tasks) else { return }
        let interrupts = slots[slot].interrupts
        let name = slots[slot].isHandling ? Value(name(of: slot)) : graph.nodes[slots[slot].planned.node].nameValue
        let row = ObjectRow.make(StreamForm.result, capacity: 5)
        row.append(0, streamedID(slot))
        row.append(1, name)
        row.append(2, result())
        row.append(3, Value(isFailed))
        row.append(4, interrupts.isEmpty ? StreamForm.nothing : .array(interrupts.map(\.value)))
        trace(.tasks, StreamForm.ended, row.object(isSorted: false))
    }

    /// The names of the channels that made a task run; of a packet's none.
    private func triggers(of slot: Int) -> Value {
        let planned = slots[slot].planned
        guard planned.packet < 0 else { return StreamForm.nothing }
        let node = graph.nodes[planned.node]
        // What has just one trigger was triggered by it.
        if node.triggers.count == 1 { return node.triggersValue }
        let available = node.triggers.filter { state.cells[$0].isAvailable }
        return available.count == node.triggers.count
            ? node.triggersValue : .array(available.map { Value(graph.channelName($0)) })
    }

    /// Streams that a task failed, and that its handler takes over.
    func streamHandled(_ slot: Int) {
        if failure == nil { streamResult(slot, StreamForm.noMembers, isFailed: true) }
    }

    /// Streams that the run stops at a breakpoint.
    func streamBreakpoint() {
        if isStreamed(.updates) { emit(.updates, ["__interrupt__": []]) }
    }

    /// Streams all channels that are available; of a nested graph its output.
    func streamValues() {
        guard isStreamed(.values) else { return }
        emit(.values, object(of: streamedChannels))
    }

    /// The name of a task: its node's, or its handler's.
    func name(of slot: Int) -> String {
        let name = graph.nodes[slots[slot].planned.node].name
        return slots[slot].isHandling ? "__error_handler__" + name : name
    }

    /// What a task wrote; of a nested graph's task the updates show its output channels alone.
    private func writtenObject(_ effects: TaskEffects, outputOnly: Bool = false) -> Value {
        guard !effects.commandsParent, !effects.writes.isEmpty else { return StreamForm.noMembers }
        if !outputOnly, !effects.repeatsChannels, !effects.writes.contains(where: { $0.write.isOverwrite }) {
            let row = ObjectRow.make(graph.stateNames, capacity: effects.writes.count)
            for place in effects.writes.indices {
                row.append(effects.writes[place].channel, effects.writes[place].write.value)
            }
            return row.object(isSorted: effects.writes.count == 1)
        }
        let writes = effects.writes.array
        return graph.written(outputOnly ? writes.filter { graph.isOutput[$0.channel] } : writes)
    }
}

extension CompiledGraph {
    /// Writes as an object of channels, an overwrite wrapped as one.
    func written(_ writes: [TaskWrite]) -> Value {
        .object(
            writes.map { written in
                let value: Value =
                    written.write.isOverwrite
                    ? .object([(key: "__overwrite__", value: written.write.value)]) : written.write.value
                return (key: stateNames.names[written.channel], value: value)
            })
    }
}
