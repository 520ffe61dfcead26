import PregelValues

extension Run {
    /// Starts a graph that is a node; the driver goes on with it next.
    func startNested(_ slot: Int, _ nested: NestedGraph) {
        let planned = slots[slot].planned
        let input = planned.argument ?? input(of: planned.node)
        let context = makeContext(planned.node, input, isShared: false)
        context.slot = slot
        context.step = step
        slots[slot].context = context
        streamStart(slot)
        let child = Run(nested.graph, session: session, parent: (run: self, slot: slot))
        slots[slot].child = child
        outstanding += 1
        child.begin(input)
        session.ready.append(child)
    }

    /// Takes the end of a nested run.
    func childEnded(_ slot: Int, _ outcome: RunOutcome) {
        guard let context = slots[slot].context, let child = slots[slot].child,
            case .graph(let nested) = graph.nodes[slots[slot].planned.node].kind
        else { return }
        slots[slot].child = nil
        outstanding -= 1
        switch outcome {
        case .completed:
            takeOutput(of: child, nested, context.effects)
            finish(slot, context)
        case .interrupted(let interrupts):
            slots[slot].interrupts = interrupts
            slots[slot].status = .interrupted
            isInterrupted = true
            streamEnd(slot)
        case .failed(let failure): taskFailed(slot, failure)
        case .commandsParent(let command):
            context.effects.writes = command.writes
            context.effects.targets = command.targets
            context.effects.packets = command.packets
            finish(slot, context)
        }
    }

    /// The nested graph's output is what its node writes (SUB-6).
    private func takeOutput(of child: Run, _ nested: NestedGraph, _ effects: TaskEffects) {
        guard let output = child.output else { return }
        for (inner, outer) in nested.outputs {
            if let value = output[nested.graph.stateNames.names[inner]] {
                effects.write(outer, ChannelWrite(value: value))
            }
        }
    }
}
