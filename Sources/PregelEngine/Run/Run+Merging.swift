import PregelValues

/// Tasks of one superstep that compute, one after the other with one context: what a fan-out consists of.
///
/// As each ends well, what it did is added to what those before it did. So a thousand tasks use the memory of one, which
/// stays in the processor's caches. The first one that ends in another way ends this: it and those behind it go the
/// general way, each with a context of its own.
extension Run {
    /// Whether tasks may be merged: nobody looks at each of them, and they apply in the order in which they run.
    var mayMerge: Bool {
        mayRunAlone && !isWatched && records.isEmpty && !isReplaying
            && (state.packets.isEmpty || state.packets.count == slots.count)
    }

    /// Runs a task, and adds what it did to what those before it did; `false` where it is to go the general way.
    func runMerged(_ slot: Int) -> Bool {
        guard isMerging, mergedCount == slot else { return false }
        var context: TaskContext? = mergeContext.take() ?? takeContext()
        let isRun = slots.uncounted(slot)._withUnsafeGuaranteedRef { task in
            guard task.status == .waiting, task.failure == nil else { return false }
            return withGraph { graph in
                graph.nodeTable.with(task.planned.node) { node in
                    guard node.computes, !node.isShared, !node.isRetried else { return false }
                    Unmanaged.passUnretained(context.unsafelyUnwrapped)._withUnsafeGuaranteedRef {
                        run(node, task, slot, $0)
                    }
                    return true
                }
            }
        }
        if !isRun {
            isMerging = false
            if let context { idle.append(context) }
            return false
        }
        // Somebody may have kept the context: a function that is a node, say.
        if isMerging, isKnownUniquelyReferenced(&context) { swap(&mergeContext, &context) }
        return true
    }

    @inline(__always)
    private func run(_ node: CompiledGraph.Node, _ task: TaskSlot, _ slot: Int, _ context: TaskContext) {
        context.reset(nodeID: node.id)
        context.slot = slot
        context.step = step
        if let argument = task.planned.argument { context.lend(argument) } else { lend(node.readSet, to: context) }
        let outcome = node.invoke(context)
        context.dropInput()
        guard case .finished = outcome, context.refusal == nil, !context.effects.commandsParent else {
            stopMerging(task, context)
            outstanding += 1
            if case .pending = outcome { return }
            taskEnded(context, outcome)
            return
        }
        // The graph is not counted in there; an error that left it would lose its type.
        let failure: Failure? = withGraph { graph in
            do throws(Failure) {
                try followEdges(of: node, in: graph, context, followsOwn: true)
                return nil
            } catch {
                return error
            }
        }
        if let failure {
            stopMerging(task, context)
            routingFailed(slot, failure)
            return
        }
        if merged == nil { merged = TaskEffects() }
        Unmanaged.passUnretained(merged.unsafelyUnwrapped)._withUnsafeGuaranteedRef { effects in
            effects.take(context.effects)
            mergedEnds.append(effects.writes.count)
        }
        task.status = .done
        mergedCount += 1
    }

    private func stopMerging(_ task: TaskSlot, _ context: TaskContext) {
        isMerging = false
        task.status = .running
        task.context = context
    }

    /// Adds what merged tasks did to what is applied; the others are added behind it.
    func addMerged() {
        guard mergedCount > 0, let merged else { return }
        merged.repeatsChannels = true
        let first = slots[0].planned
        applied.append(AppliedTask(node: first.node, isTriggered: first.packet < 0, effects: merged))
        guard first.packet < 0 else { return }
        for slot in 1..<mergedCount { scratch.merged.append(slots[slot].planned.node) }
    }

    /// A refusal with the nodes that wrote the channel: those of merged tasks too.
    func withMergedWriters(_ refusal: ApplyRefusal) -> ApplyRefusal {
        guard mergedCount > 0, let merged else { return refusal }
        var nodes: [Int] = []
        var slot = 0
        for index in merged.writes.indices {
            while mergedEnds[slot] <= index { slot += 1 }
            if merged.writes[index].channel == refusal.channel { nodes.append(slots[slot].planned.node) }
        }
        // The first task stood for all of them.
        let others = nodes.isEmpty ? refusal.nodes[...] : refusal.nodes.dropFirst()
        return ApplyRefusal(channel: refusal.channel, refusal: refusal.refusal, nodes: nodes + others)
    }

    /// Forgets what merged tasks did.
    func endMerging() {
        if let mergeContext { idle.append(mergeContext) }
        mergeContext = nil
        isMerging = false
        guard mergedCount > 0 else { return }
        mergedCount = 0
        merged?.removeAll()
        mergedEnds.removeAll()
    }
}
