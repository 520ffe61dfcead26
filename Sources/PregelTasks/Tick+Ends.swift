import PregelEngine
import PregelValues

/// How tasks end, and what the ticking thread sees of it.
extension Tick {
    /// Takes the end of a task; a second one changes nothing.
    func ended(_ entry: TickEntry, _ outcome: Result<Value?, any Error>) {
        let isFirst = lock.withLock {
            defer { entry.isOver = true }
            return !entry.isOver
        }
        guard isFirst else { return }
        runner.commit(entry, outcome)
        if case .failure(let error) = outcome { failed(entry, error) }
        let news: Promise<Void>? = lock.withLock {
            outstanding -= 1
            hasNews = whenNews == nil
            defer { whenNews = nil }
            return whenNews
        }
        news?.resolve(.success(()))
    }

    /// Decides what an error means for the others. One that comes after the end has been decided on changes nothing of that.
    private func failed(_ entry: TickEntry, _ error: any Error) {
        switch error {
        case BubbleUp.interrupted(let interrupts):
            lock.withLock { if timeout == nil { entry.interrupts = interrupts } }
        case let bubble as BubbleUp:
            lock.withLock { if command == nil, timeout == nil, entry.role != .call { command = bubble } }
        case is CancellationError:
            // Cancelled by nobody here: then by the one who ticks, or whose executor it is.
            lock.withLock { if !isEnding, entry.role != .call { isCancelled = true } }
        case let failure as Failure where entry.isHandled: handle(entry, failure)
        default:
            guard entry.role != .call else { return }
            let isFirst = lock.withLock {
                defer { isEnding = true }
                if !isEnding { failure = error }
                return !isEnding
            }
            if isFirst { cancelAll() }
        }
    }

    /// Runs a failed task's handler; where the tick is ending, that is for later (RUN-13).
    private func handle(_ entry: TickEntry, _ failure: Failure) {
        guard !isStopping, let handler = entry.task.errorHandler?(entry.task, failure), handler.writes.isEmpty else {
            return
        }
        let next = TickEntry(handler, .handler)
        lock.withLock {
            entries.append(next)
            outstanding += 1
        }
        start(next)
    }

    /// Ends the tick because it has run too long.
    func timedOut(_ limit: Double) {
        let isDue = lock.withLock {
            guard outstanding > 0, !isEnding else { return false }
            timeout = .timeout(
                ofStep: "the superstep", seconds: limit,
                late: entries.filter { !$0.isOver }.map { Failure.task($0.task.name, of: "") })
            isEnding = true
            return true
        }
        if isDue { cancelAll() }
    }

    /// Ends the tick because its result is not wanted any more.
    func cancel() {
        let isFirst = lock.withLock {
            // Also before the first task is there.
            guard !isEnding, outstanding > 0 || entries.isEmpty else { return false }
            isCancelled = true
            isEnding = true
            return true
        }
        if isFirst { cancelAll() }
    }

    /// Keeps from beginning what has not begun, and tells what runs.
    private func cancelAll() {
        let running = lock.withLock { entries.filter { !$0.isOver } }
        for entry in running {
            entry.cancellation.cancel()
            lock.withLock { entry.submission }?.cancel()
        }
    }

    // MARK: What the ticking thread sees

    /// What to wait for; `nil` once no task is left.
    func news() -> Promise<Void>? {
        lock.withLock {
            guard outstanding > 0 else { return nil }
            let promise = Promise<Void>()
            if hasNews { promise.resolve(.success(())) } else { whenNews = promise }
            hasNews = false
            return promise
        }
    }

    /// Throws what the tick ends with, if it is to be thrown (RUN-7).
    func finish(_ reraise: Bool) throws {
        let (failure, command, timeout, isCancelled, asked) = lock.withLock {
            (self.failure, self.command, self.timeout, self.isCancelled, entries.compactMap(\.interrupts))
        }
        if reraise, let failure { throw failure }
        if isCancelled { throw CancellationError() }
        if reraise, let command { throw command }
        // A question of a called task is also that of the one who called it.
        var ids: Set<String> = []
        if reraise, !asked.isEmpty { throw BubbleUp.interrupted(asked.joined().filter { ids.insert($0.id).inserted }) }
        if let timeout { throw timeout }
    }
}
