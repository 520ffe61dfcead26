/// Nested graphs side by side use the processors as the tasks of one wide superstep do.
///
/// A run's driver goes through the runs that can go on, one after the other, and runs what computes as it comes to it. Where
/// several can go on, the tasks of some are timed; once they turn out to be worth another thread, the tasks of all are
/// collected instead, and then run by the driver and the pool together. That goes on, superstep by superstep, until a round
/// was not worth it.
extension Session {
    /// Goes on with several runs, until one is left or their tasks are better collected.
    func advanceSeveral() {
        guard !options.isSingleThreaded, !options.isStepTimed else {
            while hasSeveral { advanceLast() }
            return
        }
        let clock = options.clock
        let began = clock.now
        var done = 0
        while hasSeveral {
            guard isLastPlanning else {
                advanceLast()
                continue
            }
            // At the 1st, 2nd, 3rd, 5th, 9th …
            let isJudged = done & (done - 1) == 0
            if isJudged, done > 0, isSlow(done, elapsed: clock.now - began) { return }
            if isJudged { sample(clock) } else { advanceLast() }
            if isCollecting { return }
            done += 1
        }
    }

    /// Whether several runs can go on, and nothing comes first.
    private var hasSeveral: Bool { ready.count > 1 && retries.isEmpty && outcome == nil }

    /// Goes on with the innermost run.
    func advanceLast() {
        guard var run = ready.popLast() else { return }
        run.advance()
        guard run.phase == .ended, run.parent != nil, !usesClock, isKnownUniquelyReferenced(&run) else { return }
        Run.keep(run)
    }

    /// Whether the innermost run is at the beginning of a superstep. Nobody holds it afterwards.
    private var isLastPlanning: Bool { ready.last?.phase == .planning }

    /// Whether whole runs took so long that their tasks, of whichever superstep, may be worth other threads: they are
    /// collected, then. Short tasks that are many end that after a round.
    private func isSlow(_ done: Int, elapsed: Int64) -> Bool {
        guard elapsed / Int64(done) > SharedWork.worthAThread else { return false }
        sharedThreads = SharedWork.threads(done: Int64(done), elapsed: elapsed, left: ready.count)
        return isCollecting
    }

    /// Goes on with the innermost run, and times the tasks of its next superstep: not what the engine does around them.
    private func sample(_ clock: any EngineClock) {
        sharedThreads = 1
        advanceLast()
        sharedThreads = 0
        guard !collected.isEmpty else { return }
        let items = takeCollected()
        let began = clock.now
        for item in items { item.run.perform(item) }
        sharedThreads = SharedWork.threads(
            done: Int64(items.count), elapsed: clock.now - began, left: ready.count * items.count)
    }

    private func takeCollected() -> [SharedWork.Item] {
        defer { collected = [] }
        return collected
    }

    /// Runs what was collected.
    func runCollected() {
        let items = takeCollected()
        let began = options.clock.now
        let done = run(items, sharedThreads)
        // Of what other threads did nothing is known; what the driver did is much like it.
        guard done > 0 else { return }
        sharedThreads = SharedWork.threads(done: done, elapsed: options.clock.now - began, left: items.count)
    }

    /// Runs tasks on threads that may wait, as many as there are processors; what came of them comes back as messages.
    func runElsewhere(_ items: [SharedWork.Item]) {
        expectOtherThreads()
        let work = SharedWork(items, session: self)
        for _ in 0..<min(items.count, WorkerPool.shared.limit + 1) { WorkerPool.blocking.run { work.help() } }
    }

    /// Runs tasks on this thread and so many of the pool's at most; what those ran comes back as a message.
    ///
    /// - Returns: How many of them this thread has run.
    @discardableResult
    func run(_ items: [SharedWork.Item], _ threads: Int) -> Int64 {
        expectOtherThreads()
        let work = SharedWork(items, session: self)
        for _ in 0..<min(items.count - 1, threads, WorkerPool.shared.limit) { WorkerPool.shared.run { work.help() } }
        var done: Int64 = 0
        while let item = work.take() {
            item.run.perform(item)
            _ = receive()
            done += 1
        }
        return done
    }
}
