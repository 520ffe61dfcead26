import PregelValues

/// One run of one graph: the loop of supersteps.
///
/// Each superstep is: plan from the updated channels; run the tasks; apply what they wrote, all or none. The driver calls
/// `advance`, which goes on until the run has ended or waits for something; nested runs are driven by the same driver.
final class Run: @unchecked Sendable {
    let graph: CompiledGraph
    /// Unowned, for every task would count it otherwise: the driver holds it as long as anything runs.
    unowned let session: Session
    /// The run and task that this one is nested in.
    let parent: (run: Run, slot: Int)?
    /// Names of the nodes that lead here from the root.
    let path: [String]

    var state: RunState
    /// The superstep's number: 0 takes the input to the state, 1 has the first nodes.
    var step = -1
    /// The superstep that takes the input: 0 on a new thread.
    var firstStep = 0
    /// The last superstep that the recursion limit allows (ERR-1).
    var lastStep: Int { firstStep + max(options.recursionLimit, 1) }
    var slots: [TaskSlot] = []
    /// Tasks that were started and have not ended.
    var outstanding = 0
    /// The first task that has not been started.
    var nextSlot = 0
    var phase = Phase.planning
    /// The failure that ends the run once its running tasks are over.
    var failure: Failure?
    var scratch = ApplyScratch()
    /// What nodes read, by read set, made at most once in a superstep.
    var inputs: [Value?]
    /// Contexts that nobody uses any more.
    var idle: [TaskContext] = []
    /// The saved thread, where there is one.
    var saver: CheckpointWriter?
    private var lastOutput: Value?
    private var isOutputCurrent = false

    enum Phase { case planning, running, ended }

    init(_ graph: CompiledGraph, session: Session, parent: (run: Run, slot: Int)?) {
        self.graph = graph
        self.session = session
        self.parent = parent
        path = parent.map { $0.run.path + [$0.run.graph.nodes[$0.run.slots[$0.slot].planned.node].name] } ?? []
        state = RunState(graph)
        inputs = Array(repeating: nil, count: graph.readSets.count)
    }

    var options: RunOptions { session.options }

    /// Takes the run's input (BSP-17): tasks that were due are dropped.
    func begin(_ input: Value) {
        let dropped = graph.plan(state).map {
            AppliedTask(node: $0.node, isTriggered: $0.argument == nil, effects: TaskEffects())
        }
        let effects = TaskEffects()
        effects.input = input
        let own = AppliedTask(node: -1, isTriggered: false, effects: effects)
        // The input channel is new in this superstep, so that nothing can be refused.
        try? graph.apply(dropped + [own], to: &state, &scratch)
        saver?.save(self, source: .input)
        step += 1
    }

    /// Takes the root run's input, on its thread's newest checkpoint where it has one.
    func beginRoot(_ input: Value) {
        if let checkpointer = options.checkpointer {
            guard let thread = options.threadID else {
                failure = Failure(.missingCheckpointer, message: "a run with a checkpointer needs a thread id")
                return
            }
            let saver = CheckpointWriter(checkpointer, thread: thread, graph: graph)
            self.saver = saver
            do throws(Failure) {
                if let (state, step) = try saver.load() {
                    self.state = state
                    self.step = step + 1
                }
            } catch {
                failure = error
                return
            }
        }
        firstStep = step + 1
        begin(input)
    }

    /// Goes on until the run has ended or waits for a task.
    func advance() {
        while true {
            switch phase {
            case .planning:
                if !plan() { return }
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
        if let failure = failure ?? saver?.failure { return end(.failed(failure)) }
        if session.isCancelled { return end(.failed(Failure(.cancelled, message: "the run was cancelled"))) }
        if step > lastStep {
            return end(
                .failed(
                    Failure(
                        .graphRecursionLimit,
                        message: "the recursion limit of \(options.recursionLimit) was reached before graph \"\(graph.name)\" was done; "
                            + "a loop that should end needs a way out, a longer graph a higher limit")))
        }
        let planned = graph.plan(state)
        if planned.isEmpty { return end(.completed) }
        if isBreakpoint(options.interruptBefore, planned.map(\.node)) { return end(.interrupted([])) }
        slots.removeAll(keepingCapacity: true)
        for task in planned { slots.append(TaskSlot(task)) }
        for place in inputs.indices { inputs[place] = nil }
        nextSlot = 0
        phase = .running
        watchStepTime()
        return true
    }

    /// Applies the superstep, or ends the run; `false` where it has ended.
    private func finishStep() -> Bool {
        if let failure { return end(.failed(failure)) }
        let interrupts = slots.flatMap(\.interrupts)
        if slots.contains(where: { $0.status == .interrupted }) { return end(.interrupted(interrupts)) }
        if let command = slots.first(where: { $0.context?.effects.commandsParent == true })?.context?.effects {
            return end(.commandsParent(command))
        }
        do throws(ApplyRefusal) {
            try applyStep()
        } catch {
            return end(.failed(refusal(error)))
        }
        let ran = slots.map(\.planned.node)
        recycle()
        saver?.save(self, source: .loop)
        step += 1
        phase = .planning
        if isBreakpoint(options.interruptAfter, ran) { return end(.interrupted([])) }
        return true
    }

    private func applyStep() throws(ApplyRefusal) {
        var applied: [AppliedTask] = []
        applied.reserveCapacity(slots.count)
        for isPacket in [false, true] {
            for slot in slots where (slot.planned.packet >= 0) == isPacket {
                guard let effects = slot.context?.effects else { continue }
                applied.append(AppliedTask(node: slot.planned.node, isTriggered: !isPacket, effects: effects))
            }
        }
        keepOutputThatClears()
        try graph.apply(applied, to: &state, &scratch)
        noteValues(applied)
    }

    /// Ends the run, and tells whoever waits for it.
    func end(_ outcome: RunOutcome) -> Bool {
        guard phase != .ended else { return false }
        phase = .ended
        if let parent {
            parent.run.childEnded(parent.slot, outcome)
            session.ready.append(parent.run)
        } else {
            session.end(outcome)
        }
        return false
    }

    private func refusal(_ error: ApplyRefusal) -> Failure {
        let channel = graph.stateNames.names[error.channel]
        let nodes = error.nodes.map { "\"\($0 < 0 ? "input" : graph.nodes[$0].name)\"" }
        let message = "channel \"\(channel)\", written by \(nodes.joined(separator: ", ")): \(error.refusal.message)"
        return Failure(error.refusal.code, message: message)
    }

    private func isBreakpoint(_ points: RunOptions.Breakpoints, _ nodes: [Int]) -> Bool {
        guard parent == nil, points != .none else { return false }
        return nodes.contains { node in
            guard node != graph.startNode else { return false }
            if case .nodes(let names) = points { return names.contains(graph.nodes[node].name) }
            return true
        }
    }

    // MARK: Output

    /// The output channels as they were after the last superstep that wrote one; `nil` where none was.
    var output: Value? {
        if !isOutputCurrent { return lastOutput }
        lastOutput = object(of: graph.outputChannels)
        isOutputCurrent = false
        return lastOutput
    }

    /// Makes the output before a superstep that may clear a part of it.
    private func keepOutputThatClears() {
        if graph.outputMayClear { _ = output }
    }

    /// After a superstep: notes whether the output is new, and streams the values.
    private func noteValues(_ tasks: [AppliedTask]) {
        guard let updated = state.updated, updated.contains(where: { $0 < graph.specs.count }) else { return }
        let written = tasks.lazy.flatMap { $0.effects.writes.lazy.map(\.channel) }
        if updated.contains(where: { $0 < graph.specs.count && graph.isOutput[$0] }),
            written.contains(where: { graph.isOutput[$0] })
        {
            isOutputCurrent = true
        }
        if isStreamed(.values), written.contains(where: { _ in true }) {
            emit(.values, object(of: Array(graph.specs.indices)))
        }
    }

    /// An object of those channels that are available.
    func object(of channels: [Int]) -> Value {
        let row = ObjectRow(graph.stateNames, capacity: channels.count)
        for channel in channels {
            if let value = state.cells[channel].value { row.append(channel, value) }
        }
        return row.object(isSorted: false)
    }

    /// A channel's value as it was when the superstep began.
    func value(of channel: Int) -> Value? { state.cells[channel].value }
}
