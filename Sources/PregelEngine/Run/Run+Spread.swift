import PregelValues

extension Run {
    /// Starts several tasks: those that compute run here, and on the pool's threads too once they turn out to be worth it.
    ///
    /// The driver takes part. Waking a thread costs about as much as a hundred microseconds of work are worth, so the
    /// first tasks are timed, after the 1st, 2nd, 4th …: only what is left beyond that is shared.
    func spread(_ limit: Int) {
        if options.isStepTimed { return spreadElsewhere(limit) }
        let began = options.clock.now
        var done: Int64 = 0
        var check: Int64 = 1
        while nextSlot < slots.count, failure == nil, outstanding < limit {
            let slot = nextSlot
            nextSlot += 1
            guard runMerged(slot) || runHere(slots[slot], slot) else {
                start(slot)
                continue
            }
            done += 1
            guard done == check, failure == nil else { continue }
            check *= 2
            let left = slots.count - nextSlot
            let threads = SharedWork.threads(done: done, elapsed: options.clock.now - began, left: left)
            if threads > 0 { return share(limit, threads) }
        }
    }

    /// Leaves what computes to threads that may be held up, so that the driver notices when the superstep's time is over.
    private func spreadElsewhere(_ limit: Int) {
        var work: [SharedWork.Item] = []
        takeItems(limit, into: &work)
        if !work.isEmpty { session.runElsewhere(work) }
    }

    /// Whether a task computes, and may so be run on any thread. Not where it had finished before the run went on (RUN-1),
    /// or its handler is to run for it (RUN-13).
    private func mayBeSpread(_ task: TaskSlot, _ node: CompiledGraph.Node) -> Bool {
        node.computes && task.status == .waiting && task.failure == nil
    }

    /// Runs a task on this thread; `false` where it is none that computes.
    private func runHere(_ task: TaskSlot, _ slot: Int) -> Bool {
        graph.nodeTable.with(task.planned.node) { node in
            guard mayBeSpread(task, node) else { return false }
            task.status = .running
            outstanding += 1
            let context = prepare(slot, node.isShared)
            let outcome = node.invoke(context)
            if case .pending = outcome { return true }
            context.guarded { context.isOver = true }
            taskEnded(context, outcome)
            return true
        }
    }

    /// Runs the rest, as far as it may run now, on this thread and the pool's.
    private func share(_ limit: Int, _ threads: Int) {
        var work: [SharedWork.Item] = []
        takeItems(limit, into: &work)
        if !work.isEmpty { session.run(work, threads) }
    }

    /// Leaves what computes to the session, which runs it together with the tasks of other runs.
    func collect(_ limit: Int) {
        isMerging = false
        takeItems(limit, into: &session.collected)
    }

    /// Starts the rest, as far as it may run now, but for what computes: that is only made ready.
    private func takeItems(_ limit: Int, into work: inout [SharedWork.Item]) {
        while nextSlot < slots.count, failure == nil, outstanding < limit {
            let slot = nextSlot
            nextSlot += 1
            let node = graph.nodes[slots[slot].planned.node]
            guard mayBeSpread(slots[slot], node) else {
                start(slot)
                continue
            }
            slots[slot].status = .running
            // Where the run may be given up, the driver and a worker may end a task at once.
            work.append(
                SharedWork.Item(body: node.body, context: prepare(slot, node.isShared || mayBeAbandoned), run: self))
            outstanding += 1
        }
    }

    /// Runs one of the tasks that threads share, on the driver's.
    func perform(_ item: SharedWork.Item) {
        // Given up meanwhile, with all that the run does.
        if phase == .ended { return }
        if failure != nil { return drop(item) }
        let outcome = item.body.invoke(item.context)
        if case .pending = outcome { return }
        item.context.guarded { item.context.isOver = true }
        taskEnded(item.context, outcome)
    }

    /// Gives up on a task that was not started when another one failed.
    private func drop(_ item: SharedWork.Item) {
        outstanding -= 1
        slots[item.context.slot].status = .waiting
        wake()
    }
}
