import CHostSystem
import PregelValues

/// Supersteps of one task that computes, one after the other: what a chain or a loop consists of.
///
/// They need none of what several tasks need (a list of tasks, memory to sort their writes), so that the engine's own cost
/// is that of the node's call, of its writes and of finding the next node. Whatever else comes up, a failure, a question,
/// a command, goes the general way from where it came up.
extension Run {
    /// Whether somebody looks at each superstep: then its task has a slot, as on the general way.
    var isWatched: Bool { saver != nil || !options.streamed.isEmpty }

    /// Whether the next superstep is as good as every other one: nothing is known of its tasks from another run.
    private var isFresh: Bool {
        failure == nil && !session.isToEnd && records.isEmpty && !isReplaying
            && (!isWatched || (saver?.failure == nil && session.answersByID.isEmpty))
    }

    /// Runs supersteps as long as each has one task that computes. To be called where the next one is to be planned.
    func runAlone() {
        guard mayRunAlone else { return }
        let graph = graph
        var spare = takeContext()
        var isDone = false
        isAlone = true
        if let input = givenInput.take(), !take(input, of: graph, spare) { graph.apply(input: input, to: &state) }
        // Where tasks are collected, the general way does that.
        let last = session.isCollecting ? Int.min : lastStep
        while step <= last, isFresh {
            host_float_check()
            let node = graph.soleTask(&state)
            guard node >= 0 else {
                isDone = node == CompiledGraph.noTask
                break
            }
            var course = Unmanaged.passUnretained(spare)._withUnsafeGuaranteedRef { context in
                graph.nodeTable.with(node) { $0.mayBeAlone ? takeStep($0, of: graph, context) : .leaves }
            }
            while course == .triesAgain { course = takeStep(again: graph.nodes[node], of: graph, &spare) }
            guard course == .goesOn else { break }
            replaceIfKept(&spare)
        }
        isAlone = false
        if phase == .planning, isKnownUniquelyReferenced(&spare) { idle.append(consume spare) }
        if isDone {
            if isWatched { streamCheckpoint(EmptyCollection()) }
            _ = end(.completed)
        }
    }

    /// Whether the run's input need not become the state's first: a superstep of its own would take it from there at once.
    var mayTakeAlone: Bool { mayRunAlone && !isWatched && state.newest == 0 && records.isEmpty && !isReplaying }

    /// Takes the run's input, as the superstep of the hidden first node does; `false` where that has to do it.
    private func take(_ input: Value, of graph: CompiledGraph, _ context: TaskContext) -> Bool {
        guard step <= lastStep, isFresh else { return false }
        return graph.nodeTable.with(graph.startNode) { start in
            if start.hasBranches { return false }
            context.reset(nodeID: start.id)
            context.step = step
            guard case .finished = give(input, to: context) else { return false }
            context.dropInput()
            do throws(Failure) {
                try followEdges(of: start, in: graph, context, followsOwn: true)
            } catch {
                return false
            }
            do throws(ApplyRefusal) {
                try graph.apply(triggered: context.effects, of: start, to: &state)
            } catch {
                return false
            }
            if parent != nil { noteOutput(CollectionOfOne(context.effects)) }
            supersteps += 1
            step += 1
            passesResume = false
            return true
        }
    }

    /// How a superstep went.
    private enum Course {
        case goesOn
        /// The node is to be run again at once.
        case triesAgain
        /// The run goes on another way.
        case leaves
    }

    /// Somebody may have kept a context: a function that is a node, say.
    private func replaceIfKept(_ context: inout TaskContext) {
        if isKnownUniquelyReferenced(&context) { return }
        if slots.count == 1, slots[0].context === context { slots[0].context = nil }
        if isKnownUniquelyReferenced(&context) { return }
        context = TaskContext(graph: graph, nodeID: 0, run: self, input: .null)
    }

    /// Runs one superstep.
    @inline(__always)
    private func takeStep(_ node: CompiledGraph.Node, of graph: CompiledGraph, _ context: TaskContext) -> Course {
        context.reset(nodeID: node.id)
        context.slot = 0
        context.step = step
        if isWatched || node.isRetried { open(node, context) }
        return runAttempt(node, of: graph, context)
    }

    /// Runs a superstep's task another time.
    private func takeStep(
        again node: CompiledGraph.Node, of graph: CompiledGraph, _ context: inout TaskContext
    ) -> Course {
        slots[0].context = nil
        slots[0].failures += 1
        let answers = context.answers
        replaceIfKept(&context)
        context.reset(nodeID: node.id)
        context.slot = 0
        context.step = step
        context.answers = answers
        context.attempt = slots[0].failures + 1
        slots[0].context = context
        return runAttempt(node, of: graph, context)
    }

    @inline(__always)
    private func runAttempt(_ node: CompiledGraph.Node, of graph: CompiledGraph, _ context: TaskContext) -> Course {
        let hasSlot = isWatched || node.isRetried
        let outcome: TaskOutcome
        if node.hasBody {
            lend(node.readSet, to: context)
            outcome = node.invoke(context)
        } else {
            outcome = giveInput(to: context)
        }
        context.dropInput()
        guard case .finished = outcome, context.refusal == nil, !context.effects.commandsParent else {
            if node.isRetried, triesAgainAtOnce(node, context, outcome) { return .triesAgain }
            handOver(node, context)
            if case .pending = outcome { return .leaves }
            taskEnded(context, outcome)
            return .leaves
        }
        do throws(Failure) {
            try followEdges(of: node, in: graph, context, followsOwn: true)
        } catch {
            handOver(node, context)
            outstanding -= 1
            routingFailed(0, error)
            return .leaves
        }
        if hasSlot { noteDone(context) }
        keepOutputThatClears()
        settleRows()
        do throws(ApplyRefusal) {
            try graph.apply(triggered: context.effects, of: node, to: &state)
        } catch {
            let failure = refusal(error)
            if hasSlot {
                recordConflict(error, failure)
                applied.append(AppliedTask(node: node.id, isTriggered: true, effects: context.effects))
                savePart(upTo: error.channel)
                applied.clear()
            }
            _ = end(.failed(failure))
            return .leaves
        }
        if node.hasBranches { withRow(graph.fullReadSet) { $0.catchUp(&state) } }
        if hasSlot {
            show(context.effects)
        } else if parent != nil {
            noteOutput(CollectionOfOne(context.effects))
        }
        supersteps += 1
        if hasSlot { saveStep() }
        step += 1
        passesResume = false
        return .goesOn
    }

    /// Gives a task that runs alone a slot, where none was needed so far: now it asks who it is.
    func needSlot(_ context: TaskContext) {
        guard isAlone, context.slot == 0 else { return }
        if slots.count == 1, slots[0].context === context, slots[0].planned.node == context.nodeID { return }
        fillSlots(with: PlannedTask(node: context.nodeID, argument: nil, packet: -1))
        slots[0].status = .running
        slots[0].context = context
    }

    /// Makes ready what `takeStep` is about to run for whoever looks at it.
    private func open(_ node: CompiledGraph.Node, _ context: TaskContext) {
        let task = PlannedTask(node: node.id, argument: nil, packet: -1)
        if !options.streamed.isEmpty { streamCheckpoint(CollectionOfOne(task)) }
        fillSlots(with: task)
        slots.uncounted(0)._withUnsafeGuaranteedRef { slot in
            slot.status = .running
            slot.context = context
            if node.isRetried { slot.noteStart(isRetried: true) }
            guard !options.streamed.isEmpty else { return }
            lone = showsAtOnce ? -1 : 0
            // Nothing of it had finished before the run went on: only that it starts is to be shown.
            if node.hasBody, isTraced(.tasks) { streamStart(slot, 0, node) }
        }
    }

    /// Keeps and shows what the task did.
    private func noteDone(_ context: TaskContext) {
        slots[0].status = .done
        if let saver {
            saver.save(TaskRecord(key: key(of: 0), answers: context.answers, output: TaskOutput(context.effects)))
        }
        if lone < 0, !options.streamed.isEmpty { streamEnd(0) }
    }

    /// Shows the superstep once it is applied.
    private func show(_ effects: TaskEffects) {
        slots.uncounted(0)._withUnsafeGuaranteedRef { slot in
            if lone == 0 { streamEnd(slot, 0, effects) }
            if isStreamed(.values) {
                noteValues(CollectionOfOne(effects))
            } else if parent != nil {
                noteOutput(CollectionOfOne(effects))
            }
            slot.context = nil
        }
    }

    /// Whether a failed node's next attempt is to be made at once.
    private func triesAgainAtOnce(
        _ node: CompiledGraph.Node, _ context: TaskContext, _ outcome: TaskOutcome
    ) -> Bool {
        guard case .failed(let cause) = outcome, options.onRetry == nil, !session.isCancelled else { return false }
        let failure = context.refusal ?? cause
        guard failure.code != .cancelled,
            let (policy, wait) = node.options.retry.next(after: failure, failures: context.attempt, random: 0)
        else { return false }
        return wait <= 0 && !policy.jitter
    }
}
