import PregelValues

/// Runs are kept by their graph once they are over, and used again: starting one makes next to nothing.
extension Run {
    /// A run: one that the graph has kept, or a new one.
    static func make(_ graph: CompiledGraph, session: Session, parent: (run: Run, slot: Int)?) -> Run {
        guard let spare = graph.spares.takeRun() else { return Run(graph, session: session, parent: parent) }
        spare.begin(session, parent)
        return spare
    }

    func begin(_ session: Session, _ parent: (run: Run, slot: Int)?) {
        keptGraph = graph
        self.session = session
        options = session.options
        mayRunAlone = graph.mayRunAlone && options.isUnstopped && (parent != nil || !options.hasBreakpoints)
        mayBeAbandoned = options.isStepTimed
        if graph.mayActElsewhere { session.expectOtherThreads() }
        guard let parent else { return }
        self.parent = parent
        let outer = parent.run.graph.nodes[parent.run.slots[parent.slot].planned.node]
        mayBeAbandoned = mayBeAbandoned || parent.run.mayBeAbandoned || outer.isTimed
        parentContext = parent.run.slots[parent.slot].context
        origin = Run.origin(within: parent)
    }

    /// Gives a run that is over to its graph, for another one. Nobody else may hold it.
    static func keep(_ run: consuming Run) {
        let graph = run.graph
        run.clear()
        graph.spares.give(run)
    }

    /// Forgets all that one run leaves behind but memory.
    func clear() {
        // What the last superstep's tasks were given, and what came of them.
        slots.forEachUncounted { $0.forget() }
        spare.forEachUncounted { $0.forget() }
        while slots.count > Run.most { slots.removeLast() }
        if saver == nil || (!isLoaded && state.isUnshared) {
            withGraph { state.reset(for: $0) }
        } else {
            state = RunState(graph)
        }
        for set in 0..<rowCount { rows[set]?._withUnsafeGuaranteedRef { $0.invalidate() } }
        keptGraph = nil
        givenInput = nil
        parent = nil
        parentContext = nil
        if origin != nil { origin = nil }
        (step, firstStep, supersteps, nextSlot, outstanding, lone) = (-1, 0, 0, 0, 0, -1)
        (isInterrupted, hasCommand, isOutOfSteps, isReplaying, passesResume) = (false, false, false, false, false)
        (isAsSaved, isLoaded, ignoresAnswers) = (false, false, false)
        if drained != nil { drained = nil }
        if failure != nil { failure = nil }
        saver = nil
        records.removeAll()
        if !startTargets.isEmpty { startTargets = IndexList() }
        if !startPackets.isEmpty { startPackets = [] }
        lastOutput = nil
        isOutputCurrent = false
        planned.clear()
        phase = .planning
    }

    /// Lets go of the tasks, which hold their run.
    func release() {
        endMerging()
        if let routerContext { idle.append(routerContext) }
        routerContext = nil
        hold = nil
        slots.forEachUncounted { slot in
            // What others did, an outcome may still lead to.
            if slot.status == .interrupted, let context = slot.context {
                slot.context = nil
                retire(context)
            }
            if slot.context != nil { slot.context = nil }
            if slot.child != nil { slot.child = nil }
        }
        idle.forEachUncounted { $0.leave() }
        // Other runs may get these. A task that was given up, or an outcome, may still look at the numbers of `slots`.
        spare.forEachUncounted { $0.forget() }
        // A few stay with the run, which may be kept itself.
        if idle.count > Run.few || spare.count > Run.few { graph.spares.give(&idle, &spare) }
    }

    /// Contexts, or slots, that a run keeps for itself.
    static let few = 4
    /// The most slots that a kept run has.
    static let most = 1024
}
