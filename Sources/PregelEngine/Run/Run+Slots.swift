/// The slots of a superstep's tasks.
extension Run {
    /// The one slot of a superstep of one task.
    func fillSlots(with task: PlannedTask) {
        if slots.count == 1 {
            slots.uncounted(0)._withUnsafeGuaranteedRef { $0.reset(task) }
            (isInterrupted, hasCommand, lone) = (false, false, -1)
            return
        }
        planned.clear()
        planned.append(task)
        fillSlots()
    }

    /// Lets a superstep that ran alone go on the general way: its task has run.
    func handOver(_ node: CompiledGraph.Node, _ context: TaskContext) {
        isAlone = false
        // It has its slot already where somebody looks at the superstep.
        if slots.count != 1 || slots[0].context !== context {
            fillSlots(with: PlannedTask(node: node.id, argument: nil, packet: -1))
        }
        slots[0].status = .running
        slots[0].context = context
        context.isOver = true
        nextSlot = 1
        outstanding = 1
        phase = .running
    }

    /// Finds the only task that is to run. Where somebody wants to see nested graphs or what nodes emit, LangGraph shows each
    /// task as it ends, and so this one too.
    func noteLone() {
        lone = -1
        guard !showsAtOnce else { return }
        for slot in slots.indices where slots[slot].status == .waiting {
            guard lone < 0 else {
                lone = -1
                return
            }
            lone = slot
        }
    }

    /// Whether tasks are shown as they end, also one that is alone.
    var showsAtOnce: Bool { options.streamsSubgraphs || !options.streamed.isDisjoint(with: [.custom, .messages]) }

    /// A slot for each planned task, in memory that is used again. It takes the tasks' arguments.
    func fillSlots() {
        while slots.count > planned.count { spare.append(slots.removeLast()) }
        let missing = planned.count - slots.count - spare.count
        if missing > 0 { graph.spares.takeSlots(missing, to: &spare) }
        while slots.count < planned.count { slots.append(spare.popLast() ?? TaskSlot(.none)) }
        for place in planned.indices {
            slots.uncounted(place)._withUnsafeGuaranteedRef { $0.take(&planned[place]) }
        }
        isInterrupted = false
        hasCommand = false
        lone = -1
        isMerging = false
    }
}
