import CHostSystem
import PregelValues
import Synchronization

/// One run of one graph: the loop of supersteps.
///
/// Each superstep is: plan from the updated channels; run the tasks; apply what they wrote, all or none. The driver calls
/// `advance`, which goes on until the run has ended or waits for something; nested runs are driven by the same driver.
final class Run: @unchecked Sendable {
    /// Unowned, for the graph keeps runs for its next ones; `keptGraph` holds it while this one runs.
    unowned(unsafe) let graph: CompiledGraph
    var keptGraph: CompiledGraph?
    /// Unowned, for every task would count it otherwise: the driver holds it as long as anything runs.
    unowned(unsafe) var session: Session
    /// The session's.
    unowned(unsafe) var options: RunSettings
    /// The run and task that this one is nested in.
    var parent: (run: Run, slot: Int)?
    /// The task that this run belongs to, for its signs of life.
    var parentContext: TaskContext?
    /// Where its entries come from, where it is nested and they are streamed.
    var origin: StreamOrigin?

    var state: RunState
    /// The input that the run was given, until the short way has taken it: nobody looks at how.
    var givenInput: Value?
    /// The superstep whose time is watched, for the clock's thread; -1 where none is.
    let timedStep = Atomic<Int>(-1)
    /// The superstep's number: 0 takes the input to the state, 1 has the first nodes.
    var step = -1
    /// The superstep that takes the input: 0 on a new thread.
    var firstStep = 0
    /// The last superstep that the recursion limit allows (ERR-1).
    var lastStep: Int { firstStep + options.recursionLimit }
    var slots: [TaskSlot] = []
    var spare: [TaskSlot] = []
    /// The superstep's tasks; their slots have taken what packets brought.
    var planned: [PlannedTask] = []
    var applied: [AppliedTask] = []
    /// Whether a task of the superstep stopped at a question.
    var isInterrupted = false
    /// Whether a task of the superstep commands the parent graph.
    var hasCommand = false
    /// Why a nested run was drained, and so this one is.
    var drained: String?
    /// Tasks that were started and have not ended.
    var outstanding = 0
    /// The first task that has not been started.
    var nextSlot = 0
    var phase = Phase.planning
    /// Whether supersteps of one task may run by themselves (`runAlone`), and whether one does.
    var mayRunAlone = false
    var isAlone = false
    /// Whether the driver is in `advance`.
    private var isAdvancing = false
    /// Whether it has run as many supersteps as it may, and was not done.
    var isOutOfSteps = false
    /// The only task that the superstep has to run, or -1: it is shown once its writes have been applied.
    var lone = -1
    /// The time as texts, for what is streamed.
    var timestamps = TimestampCache()
    /// What is streamed of tasks, in memory that is used again.
    var startEntry = TaskEntry.started
    var endEntry = TaskEntry.ended
    var updateEntry = UpdateEntry()
    /// What is streamed of the channels, in memory that is used again.
    var valuesRow = LentRow()
    /// The failure that ends the run once its running tasks are over.
    var failure: Failure?
    var scratch = ApplyScratch()
    /// Whether the next task may be merged with those before it, and how many have been: the superstep's first ones.
    var isMerging = false
    var mergedCount = 0
    /// What merged tasks did, and how many writes there were when each had ended.
    var merged: TaskEffects?
    var mergedEnds = ReusedList<Int>()
    /// The context that they used, one after the other.
    var mergeContext: TaskContext?
    /// What nodes are given, by read set.
    let rowCount: Int
    let rows: UnsafeMutablePointer<Unmanaged<InputRow>?>
    /// The read sets that this superstep's nodes were given.
    private var lentRows = ReusedList<Int>()
    /// The memory of what routers read.
    var routerRow = LentRow()
    /// What shared contexts keep, while there may be some.
    var hold: RunHold?
    /// Contexts that nobody uses any more.
    var idle: [TaskContext] = []
    /// A context that a router has used, for the next one.
    var routerContext: TaskContext?
    /// Saves the run, where it has a checkpointer.
    var saver: CheckpointWriter?
    /// What is known of tasks since the newest checkpoint; kept only where the run is saved.
    var records = TaskRecords()
    /// Whether an old checkpoint is replayed: what its tasks did is not taken back in the first superstep.
    var isReplaying = false
    /// Whether the tasks of the first superstep ask all their questions again. The answers stay on record (TT-2).
    var ignoresAnswers = false
    /// Whether a task around this run, or its superstep, may run out of time: then nobody waits for the tasks of this one.
    var mayBeAbandoned = false
    /// Whether the state has been a checkpoint's: then what it says of unwritten channels may be another graph's.
    var isLoaded = false
    /// Whether the state is what was saved last, in all.
    var isAsSaved = false
    /// Whether nested graphs of the next superstep may go on from their checkpoints.
    var passesResume = false
    /// For a command on a new thread: triggers of the nodes that START goes to.
    var startTargets = IndexList()
    /// The packets that it sends.
    var startPackets: [Packet] = []
    /// Supersteps of this run so far, not counting the one that takes the input.
    var supersteps = 0
    var lastOutput: Value?
    /// Whether `lastOutput` is to be made from the channels.
    var isOutputCurrent = false

    enum Phase { case planning, running, ended }

    init(_ graph: CompiledGraph, session: Session, parent: (run: Run, slot: Int)?) {
        self.graph = graph
        self.session = session
        options = session.options
        state = RunState(graph)
        rows = .allocate(capacity: max(graph.readSets.count, 1))
        rows.initialize(repeating: nil, count: graph.readSets.count)
        rowCount = graph.readSets.count
        begin(session, parent)
    }

    deinit {
        settleRows()
        // Not the graph's own count: it may be at its end too.
        for set in 0..<rowCount { rows[set]?.release() }
        rows.deallocate()
    }

    /// Runs `body` with the graph, which counts no reference.
    @inline(__always)
    func withGraph<R>(_ body: (CompiledGraph) -> R) -> R {
        Unmanaged.passUnretained(graph)._withUnsafeGuaranteedRef(body)
    }

    /// Has the driver come back to the run, unless it is here already.
    func wake() {
        if !isAdvancing { session.ready.append(self) }
    }

    /// Goes on until the run has ended or waits for a task.
    func advance() {
        isAdvancing = true
        defer { isAdvancing = false }
        while true {
            switch phase {
            case .planning:
                runAlone()
                if phase == .planning, !plan() { return }
            case .running:
                startTasks()
                if outstanding > 0 { return }
                if phase == .running, !finishStep() { return }
            case .ended: return
            }
        }
    }

    /// Prepares the next superstep; `false` where the run has ended.
    private func plan() -> Bool {
        // What a plugin has left of it would be every later number's.
        host_float_check()
        if failure != nil || saver != nil, let failure = failure ?? saver?.failure { return end(.failed(failure)) }
        if session.isCancelled { return end(.failed(Failure(.cancelled, message: "the run was cancelled"))) }
        if step > lastStep {
            graph.plan(&state, into: &planned)
            streamCheckpoint(planned)
            isOutOfSteps = true
            return end(.failed(outOfSteps))
        }
        graph.plan(&state, into: &planned)
        streamCheckpoint(planned)
        if planned.isEmpty { return end(.completed) }
        fillSlots()
        if !isReplaying || graph.hasOnce { restoreTasks() }
        if isBreakpoint(before) { return stopAtBreakpoint(.before) }
        if session.isToEnd { return end(.drained("the run was asked to end")) }
        if let reason = options.control?.drainReason { return end(.drained(reason)) }
        takeCached()
        noteLone()
        streamStarts()
        isMerging = slots.count > 1 && mayMerge
        nextSlot = 0
        phase = .running
        return watchStepTime() || end(.failed(.noThreads("the superstep's timeout cannot be watched")))
    }

    /// Applies the superstep, or ends the run; `false` where it has ended.
    private func finishStep() -> Bool {
        if failure != nil, let failure {
            recordCancelled()
            return end(.failed(failure))
        }
        if hasCommand, let command { return end(.commandsParent(command)) }
        if let drained { return end(.drained(drained)) }
        if isInterrupted {
            let interrupts = slots.flatMap(\.interrupts)
            if parent == nil {
                do throws(ApplyRefusal) {
                    try showFinishedTasks()
                } catch {
                    return end(.failed(refusal(error)))
                }
            }
            if parent == nil, interrupts.isEmpty { streamBreakpoint() }
            return end(.interrupted(interrupts))
        }
        do throws(ApplyRefusal) {
            try applyStep()
        } catch {
            let failure = refusal(error)
            recordConflict(error, failure)
            return end(.failed(failure))
        }
        recycle()
        endMerging()
        supersteps += 1
        saveStep()
        step += 1
        phase = .planning
        let stops = isBreakpoint(after)
        isReplaying = false
        ignoresAnswers = false
        passesResume = false
        if stops {
            streamCheckpoint(graph.plan(state))
            return stopAtBreakpoint(.after)
        }
        return true
    }

    /// Saves the superstep that was applied.
    func saveStep() {
        guard let saver else { return }
        records.removeAll()
        saver.save(&state, step: step, source: .loop)
        isAsSaved = true
        if parent == nil { session.forgetAnswer() }
    }

    /// What the first task that commands the parent graph wants, in task order.
    private var command: TaskEffects? {
        slots.lazy.compactMap { $0.context?.effects }.first { $0.commandsParent }
    }

    private func applyStep() throws(ApplyRefusal) {
        let packets = state.packets.count
        addMerged()
        // Merged tasks, the first ones, have no effects of their own.
        for slot in max(packets, mergedCount)..<slots.count { add(slot) }
        for slot in min(packets, mergedCount)..<packets { add(slot) }
        defer { applied.clear() }
        keepOutputThatClears()
        do throws(ApplyRefusal) {
            try applyToState(applied)
        } catch {
            savePart(upTo: error.channel)
            throw withMergedWriters(error)
        }
        if lone >= 0 { streamEnd(lone) }
        noteValues(applied.lazy.map(\.effects))
    }

    /// With durability `exit`: saves a refused superstep, whose tasks are in `applied`, as far as it got.
    func savePart(upTo channel: Int) {
        guard options.durability == .exit, let saver else { return }
        var part = state
        graph.applyPart(applied, upTo: channel, to: &part)
        saver.replace(part)
    }

    /// An interrupted run shows the state with what the tasks wrote that have ended, though it is not applied (INT-15).
    private func showFinishedTasks() throws(ApplyRefusal) {
        // A task that has had an answer counts as one that did something, though it asks again.
        let hasActed = slots.contains { slot in
            slot.status == .done || slot.context.map { $0.questionCount > 0 && !$0.answers.isEmpty } ?? false
        }
        guard hasActed else { return }
        let packets = state.packets.count
        addMerged()
        for slot in Array(packets..<slots.count) + Array(0..<packets) where slot >= mergedCount {
            let planned = slots[slot].planned
            let effects = slots[slot].status == .done ? slots[slot].context?.effects : nil
            applied.append(
                AppliedTask(node: planned.node, isTriggered: planned.packet < 0, effects: effects ?? TaskEffects()))
        }
        // The run has ended, and its checkpoint is saved: the state may go beyond it.
        isAsSaved = false
        defer { applied.removeAll() }
        do throws(ApplyRefusal) {
            try applyToState(applied)
        } catch {
            throw withMergedWriters(error)
        }
        noteValues(applied.lazy.map(\.effects))
    }

    private func stopAtBreakpoint(_ moment: RunPause.Moment) -> Bool {
        session.pauses.append(pause(moment, at: moment == .before ? before : after))
        if parent == nil { streamBreakpoint() }
        return end(.interrupted([]))
    }

    private func add(_ slot: Int) {
        let task = slots[slot]
        guard let effects = task.context?.effects else { return }
        applied.append(
            AppliedTask(node: task.planned.node, isTriggered: task.planned.packet < 0, effects: effects))
    }

    /// Ends the run, and tells whoever waits for it.
    func end(_ outcome: RunOutcome) -> Bool {
        guard phase != .ended else { return false }
        phase = .ended
        if options.isStepTimed { timedStep.store(-1, ordering: .relaxed) }
        settleRows()
        saveAtExit(outcome)
        // The next run of the thread most likely begins here.
        switch outcome {
        case .completed where isAsSaved, .interrupted where isAsSaved: saver?.settle(state)
        default: break
        }
        release()
        if let parent {
            parent.run.childEnded(parent.slot, outcome)
            session.ready.append(parent.run)
        } else {
            if case .interrupted(let interrupts) = outcome { session.tell(.interrupted(interrupts), self) }
            session.end(outcome)
        }
        return false
    }

    /// With durability `exit`: saves what a nested run needs to go on, or the whole of a root's (CP-5).
    private func saveAtExit(_ outcome: RunOutcome) {
        guard let saver else { return }
        // What LangGraph takes for the end of a nested run also where its steps are used up.
        let isOver = if case .completed = outcome { true } else { isOutOfSteps }
        if isOver, let parent, parent.run.persistence(of: parent.slot) != .own { return }
        saver.saveAtExit()
    }

    func refusal(_ error: ApplyRefusal) -> Failure {
        let channel = graph.stateNames.names[error.channel]
        let nodes = error.nodes.map { "\"\($0 < 0 ? "input" : graph.nodes[$0].name)\"" }
        let message = "channel \"\(channel)\", written by \(nodes.joined(separator: ", ")): \(error.refusal.message)"
        guard let cause = error.refusal.cause else { return Failure(error.refusal.code, message: message) }
        return Failure(
            error.refusal.code, kind: cause.kind == ErrorCode.nodeError.kind ? "" : cause.kind, bases: cause.bases,
            message: message, plugin: cause.plugin, isTransient: cause.isTransient, detail: cause.detail)
    }

    /// The nodes before which the run stops: those of its options, else the graph's (INT-11).
    var before: Breakpoints {
        parent == nil ? options.interruptBefore.or(graph.interruptBefore) : graph.interruptBefore
    }

    var after: Breakpoints {
        parent == nil ? options.interruptAfter.or(graph.interruptAfter) : graph.interruptAfter
    }

    /// Whether the run stops at the planned tasks, or those that have just run: not at the place that it went on from.
    private func isBreakpoint(_ points: Breakpoints) -> Bool {
        if case .none = points { return false }
        guard state.newest > state.passedBreakpoints else { return false }
        return planned.contains { isPoint($0.node, points) }
    }

    /// Whether a node is among breakpoints.
    func isPoint(_ node: Int, _ points: Breakpoints) -> Bool {
        guard node != graph.startNode else { return false }
        return switch points {
        case .none: false
        case .all: true
        case .nodes(let names): names.contains(graph.nodes[node].name)
        }
    }

    // MARK: State

    /// Applies tasks to the state. Nothing else changes it while nodes run.
    func applyToState(_ tasks: [AppliedTask]) throws(ApplyRefusal) {
        settleRows()
        try graph.apply(tasks, to: &state, &scratch)
    }

    /// Lends an attempt what the nodes of a read set are given.
    @inline(__always)
    func lend(_ set: Int, to context: TaskContext) { withRow(set) { $0.lend(to: context, &state) } }

    /// Where a read set's object is kept up to date.
    @inline(__always)
    func withRow<R>(_ set: Int, _ body: (InputRow) -> R) -> R {
        if !lentRows.contains(where: { $0 == set }) { lentRows.append(set) }
        return (rows[set] ?? makeRow(set))._withUnsafeGuaranteedRef(body)
    }

    private func makeRow(_ set: Int) -> Unmanaged<InputRow> {
        let row = Unmanaged.passRetained(InputRow(graph, graph.readSets[set]))
        rows[set] = row
        return row
    }

    /// Gives what nodes were lent to those who still hold it, for the channels are about to change.
    @inline(__always)
    func settleRows() {
        for place in lentRows.indices { rows[lentRows[place]]?._withUnsafeGuaranteedRef { $0.settle() } }
        lentRows.removeAll()
    }

}
