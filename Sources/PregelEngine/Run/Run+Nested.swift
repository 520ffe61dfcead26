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
        context.attempt = slots[slot].failures + 1
        if let policy = graph.nodes[planned.node].options.timeout, !watchTime(of: context, policy) {
            return
        }
        let child = Run.make(nested.graph, session: session, parent: (run: self, slot: slot))
        slots[slot].child = child
        outstanding += 1
        child.saver = nestedSaver(slot, nested, attempt: context.attempt)
        do throws(Failure) {
            try child.enterNested(input, isResumed: passesResume || context.attempt > 1)
        } catch {
            child.failure = error
        }
        session.ready.append(child)
    }

    /// Saves a nested run where its parent's is saved, unless the node says otherwise (SUB-1 to SUB-4).
    private func nestedSaver(_ slot: Int, _ nested: NestedGraph, attempt: Int) -> CheckpointWriter? {
        // Also below a graph that keeps none, as in LangGraph.
        guard nested.persistence != .none, let checkpointer = options.checkpointer,
            let thread = options.threadID
        else { return nil }
        var namespace = taskNamespace(slot)
        if nested.persistence == .own { namespace = TaskNamespace.withoutIDs(namespace) }
        // A task that starts its graph again gets a namespace of its own for it.
        if attempt > 1 { namespace += "|\(attempt - 1)" }
        var parents = saver?.parents ?? [:]
        if let saver, let current = saver.current { parents[saver.namespace] = current }
        return CheckpointWriter(
            checkpointer, thread: thread, namespace: namespace, parents: parents, session: session, graph: nested.graph)
    }

    /// Where the graph of a task keeps its checkpoints.
    func persistence(of slot: Int) -> Persistence {
        if case .graph(let nested) = graph.nodes[slots[slot].planned.node].kind { nested.persistence } else { .inherit }
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
            interrupted(slot)
        case .drained(let reason):
            slots[slot].status = .interrupted
            drained = reason
        case .failed(let failure): taskFailed(slot, failure)
        case .commandsParent(let command):
            context.effects.assign(writes: command.writes.array)
            context.effects.targets.assign(command.targets.array)
            context.effects.packets.assign(command.packets.array)
            finish(slot, context)
        }
    }

    /// The nested graph's output is what its node writes (SUB-6).
    private func takeOutput(of child: Run, _ nested: NestedGraph, _ effects: TaskEffects) {
        guard let output = child.output else { return }
        if graph.isRoot {
            if !output.isNull { effects.write(0, ChannelWrite(value: output)) }
            return
        }
        for (inner, outer) in nested.outputs {
            if let value = output[nested.graph.stateNames.names[inner]] {
                effects.write(outer, graph.write(value, to: outer))
            }
        }
    }
}
