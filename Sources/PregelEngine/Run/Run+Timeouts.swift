import Synchronization

extension Run {
    // MARK: Supersteps

    /// Asks the clock to tell when the superstep has run too long; `false` where it could not.
    func watchStepTime() -> Bool {
        guard options.isStepTimed else { return true }
        guard options.clock.isRunning else { return false }
        session.usesClock = true
        timedStep.store(step, ordering: .relaxed)
        let step = step
        let clock = options.clock
        clock.schedule(at: clock.now + min(options.stepTimeout, nanoseconds(.infinity))) { [weak self, weak session] in
            guard let self, let session else { return }
            session.post(.stepTimeout(self, step: step))
            if options.onHeldUp != nil { watchDriver(step, session) }
        }
        return true
    }

    /// How long the driver may take to end a superstep whose time is over, in nanoseconds.
    private static let grace: Int64 = 1_000_000_000

    /// Tells if the driver has not come to end a superstep: a router or reducer does not return to it. On the clock's thread.
    private func watchDriver(_ step: Int, _ session: Session) {
        guard timedStep.load(ordering: .relaxed) == step else { return }
        let options = options
        options.clock.schedule(at: options.clock.now + Self.grace) { [weak self, weak session] in
            guard let self, let session, timedStep.load(ordering: .relaxed) == step, !session.isListening else {
                return
            }
            options.onHeldUp?(
                Failure(
                    .stepTimeout,
                    message: "superstep \(step) of graph \"\(graph.name)\" ran past its timeout of "
                        + "\(Double(options.stepTimeout) / 1e9) s, and the run is held up: a router or reducer does not return"
                ))
        }
    }

    /// Ends the run if that superstep is still running: nobody waits for its tasks any more, be they told or not (D-12). Also
    /// where the run has failed already: it would wait for them otherwise.
    func stepTimedOut(_ step: Int) {
        guard phase == .running, step == self.step else { return }
        if failure == nil {
            failure = .timeout(
                ofStep: "superstep \(step) of graph \"\(graph.name)\"", seconds: Double(options.stepTimeout) / 1e9,
                late: lateTasks())
        }
        for slot in slots.indices where slots[slot].status == .running {
            if slots[slot].isWaiting {
                drop(slot)
            } else if abandon(slot) {
                outstanding -= 1
            }
        }
        wake()
    }

    /// The tasks that have not ended, with the plugins that they come from; of a nested graph its own.
    private func lateTasks(under path: String = "") -> [String] {
        slots.indices.flatMap { slot -> [String] in
            guard slots[slot].status == .running || slots[slot].status == .waiting else { return [] }
            let name = path + name(of: slot)
            if let inner = slots[slot].child?.lateTasks(under: name + "/"), !inner.isEmpty { return inner }
            return [Failure.task(name, of: body(of: slot)?.plugin ?? "")]
        }
    }

    // MARK: Attempts

    /// Asks the clock to tell when an attempt has run too long, or done nothing for too long; where it could not, the task
    /// fails, and the answer is `false`.
    func watchTime(of context: TaskContext, _ policy: TimeoutPolicy) -> Bool {
        guard options.clock.isRunning else {
            outstanding += 1
            context.guarded { context.isOver = true }
            taskEnded(context, .failed(.noThreads("the node's timeout cannot be watched")))
            return false
        }
        let now = options.clock.now
        if let limit = policy.run {
            context.mustEnd(by: now + nanoseconds(limit))
            schedule(context, at: context.deadline)
        }
        if let limit = policy.idle {
            context.watchSigns(policy.refreshOn, now)
            session.watchesSigns = true
            schedule(context, at: now + nanoseconds(limit))
        }
        return true
    }

    private func schedule(_ context: TaskContext, at time: Int64) {
        session.usesClock = true
        options.clock.schedule(at: time) { [weak self, weak session, weak context] in
            if let self, let context { session?.post(.timeIsUp(self, context)) }
        }
    }

    /// Gives up on an attempt whose time is up; one that has shown a sign of life since gets more (RUN-10). Also where the
    /// run has failed already: it would wait for the attempt otherwise.
    func timeIsUp(_ context: TaskContext) {
        let slot = context.slot
        guard phase == .running, slot < slots.count, slots[slot].context === context,
            slots[slot].status == .running, !slots[slot].isWaiting,
            let policy = timeout(of: slot)
        else { return }
        let now = options.clock.now
        if let limit = policy.run, now >= context.deadline {
            giveUp(
                slot,
                .timeout(.run, of: name(of: slot), seconds: limit, elapsed: now - context.deadline + nanoseconds(limit))
            )
        } else if let limit = policy.idle {
            let end = context.lastSign + nanoseconds(limit)
            if now >= end {
                giveUp(slot, .timeout(.idle, of: name(of: slot), seconds: limit, elapsed: nil))
            } else {
                schedule(context, at: end)
            }
        }
    }

    /// How long an attempt of the task may take, or of its handler where that runs.
    private func timeout(of slot: Int) -> TimeoutPolicy? {
        let options = graph.nodes[slots[slot].planned.node].options
        return slots[slot].isHandling ? options.handlerTimeout : options.timeout
    }

    /// Counts an attempt as failed, be it over or not: what it still does changes nothing (D-12).
    private func giveUp(_ slot: Int, _ failure: Failure) {
        guard abandon(slot) else { return }
        outstanding -= 1
        wake()
        taskFailed(slot, failure)
    }

    /// Tells a running task that it is not wanted any more, and stops waiting for it.
    ///
    /// - Returns: Whether it was running.
    private func abandon(_ slot: Int) -> Bool {
        guard let context = slots[slot].context else { return false }
        if let child = slots[slot].child {
            slots[slot].child = nil
            child.abandonAll()
            return true
        }
        guard context.abandon() else { return false }
        body(of: slot)?.cancel(context)
        return true
    }

    /// Ends a nested run that nobody waits for any more.
    private func abandonAll() {
        phase = .ended
        timedStep.store(-1, ordering: .relaxed)
        for slot in slots.indices where slots[slot].status == .running && !slots[slot].isWaiting { _ = abandon(slot) }
        release()
    }
}
