import PregelValues

extension Run {
    /// Starts tasks of the superstep as far as the limit of concurrency allows, and runs what computes right here.
    func startTasks() {
        let others = session.ready.count
        startTasks(options.concurrencyLimit)
        // The driver goes on with the last one: nested graphs side by side begin in the order of their nodes.
        if session.ready.count > others + 1 { session.ready[others...].reverse() }
    }

    private func startTasks(_ limit: Int) {
        if session.isCollecting { return collect(limit) }
        while nextSlot < slots.count, failure == nil, outstanding < limit {
            if slots.count - nextSlot > 1, limit > 1, !options.isSingleThreaded {
                // Takes as many as may run at a time; where they have ended already, the next ones follow.
                spread(limit)
            } else {
                let slot = nextSlot
                nextSlot += 1
                if !runMerged(slot) { start(slot) }
            }
        }
    }

    /// Starts one task; a task that computes has ended when this returns.
    func start(_ slot: Int) {
        let task = slots[slot]
        guard task.status == .waiting || task.isWaiting else { return }
        task.status = .running
        task.isWaiting = false
        graph.nodeTable.with(task.planned.node) { node in
            if let failure = task.failure, case .body(let handler) = node.options.onError?.kind {
                handle(slot, failure, handler)
                return
            }
            if node.runsOnce, let failure = task.failure, task.failures == 0 {
                refuseSecondRun(slot, failure)
                return
            }
            switch node.kind {
            case .start: takeInput(slot)
            case .graph(let nested): startNested(slot, nested)
            case .body(let body):
                let context = prepare(slot, node.isShared || options.isStepTimed)
                if node.isTimed, let policy = node.options.timeout, !watchTime(of: context, policy) { return }
                invoke(body, context, gate: node.gate)
            }
        }
    }

    /// Makes the context of a task's next attempt.
    func prepare(_ slot: Int, _ isShared: Bool) -> TaskContext {
        let task = slots[slot]
        let node = task.planned.node
        let context = makeContext(node, task.planned.argument, isShared: isShared)
        context.slot = slot
        context.step = step
        context.attempt = task.failures + 1
        if graph.nodeTable.with(node, \.isRetried) { task.noteStart(isRetried: true) }
        if let earlier = task.context {
            context.answers = earlier.answers
            retire(earlier)
        } else if saver != nil {
            context.answers = answers(for: slot)
        }
        task.context = context
        return context
    }

    /// Runs an attempt where its traits say: here, or on a thread that may wait.
    private func invoke(_ body: any NodeBody, _ context: TaskContext, gate: SerialGate?) {
        outstanding += 1
        if let gate {
            let isFree = gate.enter { [self, session] in session.post(.gateIsFree(self, context, gate)) }
            if !isFree { return }
            context.gate = gate
        }
        call(body, context)
    }

    /// Calls the node, its gate held.
    private func call(_ body: any NodeBody, _ context: TaskContext) {
        // What has a limit of time must not hold the driver, which would notice too late.
        let isTimed = context.isTimed || options.isStepTimed
        let mayWait = body.traits.contains(.blocking) || (isTimed && !body.returnsAtOnce)
        if mayWait, !options.isSingleThreaded {
            // The context is one that several threads may use, and so keeps the run.
            WorkerPool.blocking.run(.attempt(body, context))
            return
        }
        let outcome = body.invoke(context)
        if case .pending = outcome { return }
        context.guarded { context.isOver = true }
        taskEnded(context, outcome)
    }

    /// Makes the next attempt of a task, unless the run has stopped waiting for it.
    func tryAgain(_ slot: Int) {
        guard phase == .running, slot < slots.count, slots[slot].isWaiting else { return }
        outstanding -= 1
        start(slot)
    }

    /// Goes on with a task that has its serial node for itself now.
    func enter(_ gate: SerialGate, _ context: TaskContext) {
        let slot = context.slot
        guard phase == .running, slot < slots.count, slots[slot].context === context, slots[slot].status == .running,
            !context.isOver
        else {
            gate.leave()
            return
        }
        if failure != nil {
            gate.leave()
            drop(slot)
        } else if let body = body(of: slot) {
            context.gate = gate
            call(body, context)
        }
    }

    private func isShared(_ body: any NodeBody) -> Bool { !body.traits.isDisjoint(with: [.async, .blocking]) }

    /// Has a task that has not begun, or waits for its next attempt, not run any more.
    func drop(_ slot: Int) {
        slots[slot].isWaiting = false
        outstanding -= 1
        slots[slot].status = .waiting
        wake()
    }

    /// What runs for a task: its node, or the node's handler.
    func body(of slot: Int) -> (any NodeBody)? {
        let node = graph.nodes[slots[slot].planned.node]
        if slots[slot].isHandling, case .body(let body) = node.options.onError?.kind { return body }
        if case .body(let body) = node.kind { return body }
        return nil
    }

    // MARK: Ends

    /// Takes the end of an attempt, on the driver's thread.
    func taskEnded(_ context: TaskContext, _ outcome: TaskOutcome) {
        let slot = context.slot
        if let gate = context.gate {
            context.gate = nil
            gate.leave()
        }
        outstanding -= 1
        wake()
        switch outcome {
        case .pending: return
        case .finished:
            if let refusal = context.refusal {
                taskFailed(slot, refusal)
                return
            }
            finish(slot, context)
        case .failed(let failure): taskFailed(slot, context.refusal ?? failure)
        case .interrupted:
            slots[slot].interrupts = context.question.map { [$0] } ?? []
            context.effects.removeAll()
            interrupted(slot)
            // The question stays open, and what the others do is kept; but the run says what is wrong with the answer.
            if let refused = context.refusedAnswer { stop(refused) }
        }
    }

    /// Notes that a task asks, or a nested graph stands at a breakpoint.
    func interrupted(_ slot: Int) {
        slots[slot].status = .interrupted
        isInterrupted = true
        guard !slots[slot].interrupts.isEmpty else { return }
        record(slot) { $0.interrupts = slots[slot].interrupts }
        streamEnd(slot)
    }

    /// Follows the node's edges, and counts the task as done.
    func finish(_ slot: Int, _ context: TaskContext) {
        do throws(Failure) {
            if context.effects.commandsParent {
                hasCommand = true
            } else {
                try followEdges(ofTask: slots[slot], context)
            }
        } catch {
            routingFailed(slot, error)
            return
        }
        slots[slot].status = .done
        if slots[slot].cacheKey != nil, !context.effects.commandsParent { cache(slot, context.effects) }
        if saver != nil, !context.effects.commandsParent { record(slot) { $0.output = TaskOutput(context.effects) } }
        // Alone in its superstep, a task is shown once its writes have been applied: until then it may still fail.
        if slot != lone, !options.streamed.isEmpty, !context.effects.commandsParent { streamEnd(slot) }
    }

    private func followEdges(ofTask task: TaskSlot, _ context: TaskContext) throws(Failure) {
        let followsOwn = !task.isHandling
        try graph.nodeTable.with(task.planned.node) { node throws(Failure) in
            try followEdges(of: node, in: graph, context, followsOwn: followsOwn)
        }
    }

    /// Counts a task as failed whose edges could not be followed. The next attempt must not see what its routers saw.
    func routingFailed(_ slot: Int, _ failure: Failure) {
        // Whoever holds what a router saw gets it as long as what the task did is there.
        withRow(graph.fullReadSet) { row in
            row.settle()
            row.invalidate()
        }
        taskFailed(slot, failure)
    }

    /// Tries a failed task again, hands it to its handler, or ends the superstep.
    func taskFailed(_ slot: Int, _ cause: Failure) {
        let node = graph.nodes[slots[slot].planned.node]
        var failure = cause
        if failure.node.isEmpty { failure.node = name(of: slot) }
        if failure.plugin.isEmpty, let body = body(of: slot) { failure.plugin = body.plugin }
        slots[slot].failures += 1
        if failure.attempt == 0 { failure.attempt = slots[slot].failures }
        if isWanted(failure) { failure.noteOwnCancellation() }
        slots[slot].context?.effects.removeAll()
        if retry(slot, failure, slots[slot].isHandling ? node.options.handlerRetry : node.options.retry) { return }
        slots[slot].failure = failure
        if isWanted(failure), !slots[slot].isHandling, let handler = node.options.onError,
            case .body(let body) = handler.kind
        {
            record(slot) {
                $0.failure = failure
                $0.isHandled = true
            }
            streamHandled(slot)
            handle(slot, failure, body)
            return
        }
        end(slot, with: failure)
    }

    /// Counts a task as failed for good, and ends the superstep with it.
    private func end(_ slot: Int, with failure: Failure) {
        slots[slot].status = .failed
        slots[slot].failure = failure
        record(slot) { $0.failure = failure }
        streamEnd(slot)
        stop(failure)
    }

    /// Ends the superstep: nothing new is started, and what runs is told.
    func stop(_ failure: Failure) {
        guard self.failure == nil else { return }
        self.failure = failure
        for slot in slots.indices where slots[slot].status == .running {
            if slots[slot].isWaiting { drop(slot) } else { cancel(slot) }
        }
    }

    private func cancel(_ slot: Int) {
        slots[slot].child?.cancel()
        guard let context = slots[slot].context, context.isShared else { return }
        context.cancel()
        body(of: slot)?.cancel(context)
    }

    /// Cancels the run: what runs is told, and what comes of it is dropped.
    func cancel() {
        guard phase != .ended else { return }
        stop(Failure(.cancelled, message: "the run was cancelled"))
        wake()
    }

    /// Whether anything is done about a failure: not where the run is ending, or the task was only told to stop.
    private func isWanted(_ failure: Failure) -> Bool { self.failure == nil && failure.code != .cancelled }

    private func retry(_ slot: Int, _ failure: Failure, _ policies: [RetryPolicy]) -> Bool {
        guard isWanted(failure),
            let (policy, wait) = policies.next(
                after: failure, failures: slots[slot].failures, random: options.random())
        else { return false }
        guard wait <= 0 || options.clock.isRunning else {
            end(slot, with: .noThreads("no other attempt can be timed", after: failure))
            return true
        }
        tellRetry(slot, failure, policy, wait: wait)
        outstanding += 1
        slots[slot].isWaiting = true
        if wait <= 0 {
            session.retries.append((self, slot))
        } else {
            let clock = options.clock
            session.usesClock = true
            clock.schedule(at: clock.now + wait) { [self, session] in session.post(.retryIsDue(self, slot: slot)) }
        }
        return true
    }

    /// Runs a failed node's handler with the node's input and the failure (RUN-12); what it does is counted anew.
    private func handle(_ slot: Int, _ failure: Failure, _ body: any NodeBody) {
        if !slots[slot].isHandling { slots[slot].failures = 0 }
        slots[slot].isHandling = true
        if let context = slots[slot].context {
            slots[slot].context = nil
            retire(context)
        }
        let node = graph.nodes[slots[slot].planned.node]
        let timeout = node.options.handlerTimeout
        let context = prepare(slot, isShared(body) || timeout != nil || options.isStepTimed)
        context.error = ["kind": Value(failure.kind), "message": Value(failure.message), "node": Value(node.name)]
        if let timeout, !watchTime(of: context, timeout) { return }
        invoke(body, context, gate: nil)
    }

    // MARK: Contexts

    /// What a node reads, made once in a superstep for all nodes that read the same (BSP-5).
    func input(of node: Int) -> Value { withGraph { $0.nodeTable.with(node) { input(of: $0) } } }

    func input(of node: CompiledGraph.Node) -> Value {
        let input = withRow(node.readSet) { $0.object(&state) }
        return withGraph { $0.asState(input) }
    }

    /// A context for an attempt.
    ///
    /// - Parameter argument: The packet's; `nil` for what the node's channels are.
    func makeContext(_ node: Int, _ argument: Value?, isShared: Bool) -> TaskContext {
        let context = takeContext()
        context.reset(nodeID: node)
        if isShared {
            session.expectOtherThreads()
            context.input = argument ?? input(of: node)
            context.share(sharedHold)
        } else if let argument {
            context.input = argument
        } else if graph.isRoot {
            context.input = input(of: node)
        } else {
            lend(graph.nodeTable.with(node, \.readSet), to: context)
        }
        return context
    }

    /// A context that nobody uses.
    func takeContext() -> TaskContext {
        if idle.isEmpty { graph.spares.takeContexts(max(slots.count, 2), to: &idle) }
        guard let context = idle.popLast() else {
            return TaskContext(graph: graph, nodeID: 0, run: self, input: .null)
        }
        context.join(self)
        return context
    }

    /// Keeps the contexts of a superstep that is over for the next one, but for those that somebody else may still hold.
    func recycle() {
        slots.forEachUncounted { task in
            if let context = task.context.take() { retire(context) }
        }
    }

    /// Keeps a context that nobody else holds.
    func retire(_ context: consuming TaskContext) {
        var context = context
        // A clock may still find a timed one, and must not take another attempt for it.
        guard !context.isTimed else { return }
        // Whoever has a shared one may still act on it, and is refused.
        let isShared = context.isShared
        if !isShared { context.dropInput() }
        guard isKnownUniquelyReferenced(&context) else { return }
        if isShared { context.unshare() }
        idle.append(context)
    }

    /// What keeps the run for nodes that may act late.
    private var sharedHold: RunHold {
        if let hold { return hold }
        let made = RunHold(self)
        hold = made
        return made
    }
}
