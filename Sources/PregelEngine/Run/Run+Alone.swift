import PregelValues

/// Supersteps of one task that computes, one after the other: what a chain or a loop consists of.
///
/// They need none of what several tasks need (slots, a list of tasks, memory to sort their writes), so that the engine's
/// own cost is that of the node's call, of its writes and of finding the next node. Whatever else comes up, a failure, a
/// question, a command, goes the general way from where it came up.
extension Run {
    /// Whether nobody looks at a superstep but its own node.
    var isUnobserved: Bool {
        saver == nil && options.stream.isEmpty && options.control == nil && options.stepTimeout == 0
            && options.cache == nil && before.isNone && after.isNone && !graph.specs.isEmpty && !graph.isRoot
    }

    /// Runs supersteps as long as each has one task that computes. To be called where the next one is to be planned.
    func runAlone() {
        guard mayRunAlone else { return }
        let graph = graph
        var spare = takeContext()
        isAlone = true
        while failure == nil, !session.isCancelled, step <= lastStep {
            let node = graph.soleTask(&state)
            guard node >= 0, graph.nodeTable.with(node, { $0.isSimple && takeStep($0, spare) }) else { break }
            // Somebody may have kept the context: a function that is a node, say.
            if !isKnownUniquelyReferenced(&spare) {
                spare = TaskContext(graph: graph, nodeID: 0, run: self, input: .null, isShared: false)
            }
        }
        isAlone = false
        if phase == .planning, isKnownUniquelyReferenced(&spare) { idle.append(spare) }
    }

    /// Runs one superstep; `false` where the run goes on another way.
    @inline(__always)
    private func takeStep(_ node: CompiledGraph.Node, _ context: TaskContext) -> Bool {
        guard let body = node.body else { return false }
        context.reset(nodeID: node.id)
        context.slot = 0
        context.step = step
        lend(node.readSet, to: context)
        let outcome = body.invoke(context)
        context.dropInput()
        guard case .finished = outcome, context.refusal == nil, !context.effects.commandsParent else {
            handOver(node, context)
            if case .pending = outcome { return false }
            taskEnded(context, outcome)
            return false
        }
        do throws(Failure) {
            try followEdges(of: node, context, followsOwn: true)
        } catch {
            handOver(node, context)
            outstanding -= 1
            routingFailed(0, error)
            return false
        }
        keepOutputThatClears()
        settleRows()
        do throws(ApplyRefusal) {
            try graph.apply(context.effects, of: node, to: &state)
        } catch {
            return end(.failed(refusal(error)))
        }
        if node.hasBranches { withRow(graph.fullReadSet) { $0.catchUp(&state) } }
        if parent != nil { noteOutput([context.effects]) }
        supersteps += 1
        step += 1
        return true
    }
}
