import PregelValues

/// What a run streams of its tasks.
extension Run {
    /// Streams a task, as such and for debugging (ST-7).
    @inline(__always)
    private func trace(_ entry: inout TaskEntry) {
        if isStreamed(.tasks) { emit(.tasks, entry.task) }
        if isStreamed(.debug) { emit(.debug, entry.debugged(step: step, &timestamps)) }
        entry.settle()
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
        for slot in slots.indices where slots[slot].isRestored {
            streamUpdate(slots[slot], slot, slots[slot].context?.effects ?? TaskEffects())
        }
    }

    func streamStart(_ slot: Int) {
        let task = slots[slot]
        withNode(task.planned.node) { streamStart(task, slot, $0) }
    }

    func streamStart(_ task: TaskSlot, _ slot: Int, _ node: CompiledGraph.Node) {
        let id = streamedID(task, slot)
        if !task.isHandling, task.planned.packet < 0, node.triggers.count == 1, !withGraph({ $0.isRoot }) {
            let input = withRow(node.readSet) { $0.lent(&state) }
            startEntry.start(.passUnretained(node.labels), id, input: input)
            return trace(&startEntry)
        }
        let name = shownName(task, slot, node)
        let input = task.planned.argument ?? input(of: node)
        let triggers = task.isHandling || task.planned.packet >= 0 ? StreamForm.push : node.labels.triggers
        let metadata = task.isHandling ? nil : node.labels.metadata
        let keeper = TaskEntry.keeper(name, triggers, metadata ?? .null)
        withExtendedLifetime((keeper, input)) {
            startEntry.start(id, name: name, input: input, triggers: triggers, metadata: metadata, keeper: keeper)
            trace(&startEntry)
        }
    }

    /// Runs `body` with a node, which counts no reference.
    @inline(__always)
    private func withNode(_ id: Int, _ body: (CompiledGraph.Node) -> Void) {
        withGraph { $0.nodeTable.with(id, body) }
    }

    /// The task's id, which is the same as it starts and as it ends.
    private func streamedID(_ task: TaskSlot, _ slot: Int) -> TaskIDText {
        guard !task.isHandling else { return TaskIDText(taskHash(of: task.planned.node, slot: slot, step: step)) }
        if let id = task.streamedID { return id }
        let node = task.planned.node
        let id = TaskIDText(
            task.planned.packet < 0 ? taskHash(of: node, step: step) : taskHash(of: node, slot: slot, step: step))
        task.streamedID = id
        return id
    }

    private func shownName(_ task: TaskSlot, _ slot: Int, _ node: CompiledGraph.Node) -> Value {
        task.isHandling ? Value(name(of: slot)) : node.labels.name
    }

    private func streamUpdate(_ task: TaskSlot, _ slot: Int, _ effects: TaskEffects) {
        let node = task.planned.node
        guard node != withGraph({ $0.startNode }) else { return }
        let isPlain = !task.isRestored && !task.isHandling
        if isPlain, parent == nil, writesPlainly(effects), !withGraph({ $0.isRoot }) {
            emit(.updates, withGraph { updateEntry.show(node, effects, of: $0) })
            return updateEntry.settle()
        }
        let channels = writtenObject(effects, outputOnly: parent != nil)
        let written = channels.count == 0 ? .null : graph.asState(channels)
        if isPlain {
            withExtendedLifetime(written) {
                emit(.updates, updateEntry.show(node, written, of: graph))
                updateEntry.settle()
            }
            return
        }
        var entry = [(key: name(of: slot), value: written)]
        if task.isRestored { entry.append((key: "__metadata__", value: ["cached": true])) }
        emit(.updates, .object(entry))
    }

    /// Streams what a task wrote; nothing comes of a superstep that has failed.
    func streamEnd(_ slot: Int) { streamEnd(slots[slot], slot, slots[slot].context?.effects ?? TaskEffects()) }

    func streamEnd(_ task: TaskSlot, _ slot: Int, _ effects: TaskEffects) {
        guard failure == nil, task.planned.node != withGraph({ $0.startNode }), !task.isRestored else { return }
        if isStreamed(.updates) {
            if task.status == .done { streamUpdate(task, slot, effects) }
            if task.status == .interrupted {
                emit(.updates, .object([(key: "__interrupt__", value: shown(task.interrupts))]))
            }
        }
        guard isTraced(.tasks) else { return }
        withNode(task.planned.node) { node in
            if task.status == .done, !task.isHandling, traceOnlyWrite(effects, streamedID(task, slot), node) { return }
            if task.status == .failed { return streamFailure(task, slot, node) }
            streamResult(task, slot, node, writtenObject(effects))
        }
    }

    /// Streams that a task has ended, where it wrote one channel; `false` where it did not.
    private func traceOnlyWrite(_ effects: TaskEffects, _ id: TaskIDText, _ node: CompiledGraph.Node) -> Bool {
        guard effects.writes.count == 1, !effects.commandsParent, !effects.writes[0].write.isOverwrite else {
            return false
        }
        endEntry.end(.passUnretained(node.labels), id, wrote: effects.writes.address(of: 0))
        trace(&endEntry)
        return true
    }

    private func streamFailure(_ task: TaskSlot, _ slot: Int, _ node: CompiledGraph.Node) {
        streamResult(
            task, slot, node, StreamForm.noMembers, error: task.failure.map { Value($0.asException) } ?? .null)
    }

    private func streamResult(
        _ task: TaskSlot, _ slot: Int, _ node: CompiledGraph.Node, _ result: Value, error: Value = .null
    ) {
        let id = streamedID(task, slot)
        let name = shownName(task, slot, node)
        let interrupts = task.interrupts.isEmpty ? StreamForm.nothing : shown(task.interrupts)
        let keeper = TaskEntry.keeper(name, interrupts, error)
        withExtendedLifetime((keeper, result)) {
            endEntry.end(id, name: name, result: result, error: error, interrupts: interrupts, keeper: keeper)
            trace(&endEntry)
        }
    }

    /// Questions with their ids.
    private func shown(_ interrupts: [Interrupt]) -> Value {
        .array(interrupts.map { ["value": $0.value, "id": Value($0.id)] })
    }

    /// Streams that a task failed, and that its handler takes over.
    func streamHandled(_ slot: Int) {
        guard failure == nil, isTraced(.tasks) else { return }
        let task = slots[slot]
        withNode(task.planned.node) { streamFailure(task, slot, $0) }
    }

    /// Whether a task wrote something: to each channel at most once, and overwrote none.
    private func writesPlainly(_ effects: TaskEffects) -> Bool {
        !effects.commandsParent && !effects.writes.isEmpty && !effects.repeatsChannels
            && !effects.writes.contains(where: { $0.write.isOverwrite })
    }

    /// What a task wrote; of a nested graph's task the updates show its output channels alone.
    private func writtenObject(_ effects: TaskEffects, outputOnly: Bool = false) -> Value {
        guard !effects.commandsParent, !effects.writes.isEmpty else { return StreamForm.noMembers }
        if !outputOnly, writesPlainly(effects) {
            let row = ObjectRow.make(graph.stateNames, capacity: effects.writes.count)
            return withExtendedLifetime(row) { Unmanaged.passUnretained(row).object(of: effects) }
        }
        let writes = effects.writes.array
        return graph.written(outputOnly ? writes.filter { graph.isOutput[$0.channel] } : writes)
    }
}

extension CompiledGraph {
    /// Writes as an object of channels, an overwrite wrapped as one.
    func written(_ writes: some Sequence<TaskWrite>) -> Value {
        .object(
            writes.map { written in
                let value: Value =
                    written.write.isOverwrite
                    ? .object([(key: "__overwrite__", value: written.write.value)]) : written.write.value
                return (key: stateNames.names[written.channel], value: value)
            })
    }
}
