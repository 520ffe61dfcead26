import PregelValues

extension Run {
    /// Enters a root run: loads its thread, and takes what it is given (BSP-1, BSP-17, BSP-20).
    func enter(_ input: RunInput) throws(Failure) {
        guard options.recursionLimit >= 1 else {
            throw Failure(
                .invalidOptions, message: "the recursion limit must be at least 1, not \(options.recursionLimit)")
        }
        try openThread()
        var saved: SavedCheckpoint?
        if let saver { saved = try saver.load(options.rootCheckpoint) }
        var isSuperseded = false
        if let saved {
            try adopt(saved)
            if options.rootCheckpoint != nil, let newest = try saver?.load(nil) { isSuperseded = newest.id != saved.id }
        } else {
            saver?.trackNew(&state)
            // New input starts below it, though nobody has it (CP-11).
            if let unknown = options.rootCheckpoint { saver?.branch(from: unknown) }
        }
        firstStep = step + 1
        var command: RunCommand?
        if case .command(let given) = input { command = given }
        let isTimeTravel = options.rootCheckpoint != nil && command?.resume?.normalized == nil
        isReplaying = isTimeTravel || isSuperseded
        ignoresAnswers = isTimeTravel
        let isNew = state.newest == 0
        let forks = !isNew && isTimeTravel && (isSuperseded || (saver?.source != .update && saver?.source != .fork))
        if let command { try take(command, isKept: !isNew && !forks, isSuperseded: isSuperseded) }
        try applyCommands()
        switch input {
        case .input(let value):
            begin(value)
        case .command where isNew:
            // LangGraph's START gets the command as its input, and goes where that says.
            startTargets = records[.command]?.output?.triggers ?? IndexList()
            startPackets = records[.command]?.output?.packets ?? []
            begin(graph.isRoot ? .null : .object([(key: String, value: Value)]()))
        case .proceed where isNew:
            throw Failure(.emptyInput, message: "the run was given no input, and its thread has nothing to go on with")
        case .proceed, .command:
            goOn(forks: forks)
            passesResume = true
        }
        if isTimeTravel, let saver { session.replay = replayBound(saver, saved, forks: forks).map(Replay.init) }
    }

    /// Enters a run that is nested in `parent` (SUB-2 to SUB-7).
    ///
    /// - Parameter isResumed: Whether the parent goes on, so that this run may too.
    func enterNested(_ input: Value, isResumed: Bool) throws(Failure) {
        var isResumed = isResumed
        var forks = false
        if let saver {
            let saved: SavedCheckpoint?
            if let place = options.checkpoints[saver.namespace] {
                saved = try saver.load(place)
                isReplaying = true
                let isSuperseded = try saver.load(nil)?.id != saved?.id
                forks = isSuperseded || (saved?.source != .update && saved?.source != .fork)
            } else if let replay = session.replay {
                isResumed = false
                isReplaying = true
                let isFirst = replay.isFirstVisit(saver.namespace)
                saved = try isFirst ? saver.load(before: replay.bound) : saver.load(nil)
            } else {
                saved = try saver.load(nil)
            }
            if let saved { try adopt(saved) } else { saver.trackNew(&state) }
        }
        ignoresAnswers = isReplaying
        firstStep = step + 1
        passesResume = isResumed
        try applyCommands()
        if isResumed, state.newest > 0 { goOn(forks: forks) } else { begin(input) }
    }

    /// Goes on from the loaded state: breakpoints up to here have been passed.
    private func goOn(forks: Bool) {
        state.passedBreakpoints = state.newest
        if forks {
            // A replay starts a branch of its own: later resumes must not find the old one's questions.
            forgetRecords()
            var branch = state
            branch.forgetUpdated()
            saver?.save(&branch, step: step, source: .fork)
            step += 1
        }
        isOutputCurrent = true
        session.tell(.resumed, self)
        streamValues()
    }

    /// Takes the run's input: tasks that were due are dropped (BSP-17).
    func begin(_ input: Value) {
        if mayTakeAlone {
            givenInput = input
        } else {
            settleRows()
            let dropped = state.newest == 0 ? [] : graph.plan(state)
            if dropped.isEmpty { withGraph { $0.apply(input: input, to: &state) } } else { drop(dropped, for: input) }
            records.removeAll()
            saver?.save(&state, step: step, source: .input)
        }
        step += 1
        supersteps = -1
    }

    private func drop(_ tasks: [PlannedTask], for input: Value) {
        let dropped = tasks.map {
            AppliedTask(node: $0.node, isTriggered: $0.packet < 0, effects: TaskEffects())
        }
        let effects = TaskEffects()
        effects.input = input
        // The input channel is new in this superstep, so that nothing can be refused.
        try? applyToState(dropped + [AppliedTask(node: -1, isTriggered: false, effects: effects)])
    }

    /// Opens the root's thread, where it has a checkpointer.
    private func openThread() throws(Failure) {
        guard let checkpointer = options.checkpointer else {
            if options.rootCheckpoint != nil {
                throw Failure(
                    .missingCheckpointer, message: "a run that starts from a checkpoint needs a checkpointer")
            }
            if options.durability == .sync {
                throw Failure(.missingCheckpointer, message: "the durability \"sync\" needs a checkpointer")
            }
            return
        }
        guard let thread = options.threadID else {
            throw Failure(.missingCheckpointer, message: "a run with a checkpointer needs a thread id")
        }
        saver = CheckpointWriter(
            checkpointer, thread: thread, namespace: "", parents: options.checkpoints, session: session, graph: graph)
    }

    /// Stands the run at a checkpoint.
    func adopt(_ saved: SavedCheckpoint) throws(Failure) {
        saver?.adopt(saved)
        settleRows()
        state = saved.state.state(for: graph)
        isLoaded = true
        saver?.track(&state)
        if !graph.deltaChannels.isEmpty, let saver {
            try DeltaHistory(graph: graph, writer: saver).complete(&state, of: saved)
        }
        step = saved.step + 1
        saved.forEachTask { task in
            if let record = task.record(for: graph) { records.keep(record) }
        }
    }

    /// The checkpoint before which nested graphs look for theirs while an old one is replayed (TT-5).
    private func replayBound(_ saver: CheckpointWriter, _ saved: SavedCheckpoint?, forks: Bool) -> CheckpointID? {
        if forks, let saved, saved.source == .update || saved.source == .fork, let parent = saved.parent {
            return parent
        }
        if saver.source == .update || saver.source == .fork, let parent = saver.parent { return parent }
        return saver.current
    }
}
