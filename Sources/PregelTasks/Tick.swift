import PregelEngine
import PregelValues

/// One tick of a `PregelRunner`: tasks that run, and what has come of them so far.
///
/// Every task ends here exactly once (`ended`), on whichever thread; the one that ticks only waits for news.
final class Tick: @unchecked Sendable {
    let runner: PregelRunner
    private let schedule: PregelRunner.Schedule
    /// Guards all that follows.
    let lock = Lock()
    var entries: [TickEntry] = []
    var outstanding = 0
    var isEnding = false
    var hasNews = false
    var whenNews: Promise<Void>?
    var failure: (any Error)?
    var command: BubbleUp?
    var timeout: Failure?
    var isCancelled = false

    init(_ runner: PregelRunner, _ schedule: @escaping PregelRunner.Schedule) {
        self.runner = runner
        self.schedule = schedule
    }

    /// Whether nothing new is started any more.
    var isStopping: Bool { lock.withLock { isEnding } }

    // MARK: Beginning

    /// Starts the tasks that have not run yet.
    ///
    /// - Returns: The one that the caller is to execute itself, if it is alone.
    func begin(_ tasks: [ExecutableTask], _ timeout: Double?) throws(Failure) -> TickEntry? {
        let limit = timeout ?? 0
        guard limit >= 0 else {
            throw Failure(
                .stepTimeout, kind: "ValueError",
                message: "a tick was given a timeout of \(limit) s: give one greater than 0, or nil for no limit")
        }
        guard limit == 0 || runner.clock.isRunning else { throw .noThreads("the tick's timeout cannot be watched") }
        let due = tasks.filter(\.writes.isEmpty).map { TickEntry($0, .node) }
        lock.withLock {
            entries = due
            outstanding = due.count
        }
        if due.isEmpty { return nil }
        if due.count == 1, limit == 0 { return due[0] }
        for entry in due { start(entry) }
        if limit > 0 {
            let clock = runner.clock
            // What follows puts writes, which may take longer than the clock's thread has.
            clock.schedule(at: clock.now + nanoseconds(limit)) { [weak self] in
                WorkerPool.blocking.run { [weak self] in self?.timedOut(limit) }
            }
        }
        return nil
    }

    /// Gives a task to the executor, unless the tick is ending.
    func start(_ entry: TickEntry) {
        let submission: Submission<Value?>? = lock.withLock {
            if !isEnding { entry.submission = submit(entry) }
            return entry.submission
        }
        guard let submission else { return ended(entry, .failure(CancellationError())) }
        // One that never begins ends too.
        submission.promise.whenResolved { [weak self] in self?.ended(entry, $0) }
    }

    private func submit(_ entry: TickEntry) -> Submission<Value?> {
        let task = entry.task
        let isCall = entry.role == .call
        if !task.body.isAsync, task.timeout == nil {
            return runner.executor.submit(name: task.name, reraiseOnExit: false, nextTick: isCall) { [self] in
                try execute(entry)
            }
        }
        return runner.executor.submit(name: task.name, cancelOnExit: true, reraiseOnExit: false, nextTick: isCall) {
            [self] in try await executeAsync(entry)
        }
    }

    // MARK: Running

    /// Runs a task on this thread.
    func execute(_ entry: TickEntry) throws -> Value? {
        var loop = loop(entry)
        let outcome = Result { try loop.run() }
        ended(entry, outcome)
        return try outcome.get()
    }

    /// Runs a task; no thread waits.
    func executeAsync(_ entry: TickEntry) async throws -> Value? {
        let outcome: Result<Value?, any Error>
        do {
            outcome = .success(try await loop(entry).runCancellably())
        } catch {
            outcome = .failure(error)
        }
        ended(entry, outcome)
        return try outcome.get()
    }

    private func loop(_ entry: TickEntry) -> RetryLoop {
        RetryLoop(
            entry.task, runner.retry, clock: runner.clock, random: runner.random, cancellation: entry.cancellation,
            caller: { [self] in try call($0, $1, $2) })
    }

    /// Runs a task that a task calls, unless that has been done before.
    private func call(_ caller: TaskAttempt, _ number: Int, _ call: TaskCall) throws -> Submission<Value?> {
        guard let task = try schedule(caller.task, number, call) else {
            throw Failure(
                .nodeError, kind: "RuntimeError",
                message: "task \"\(caller.task.name)\" calls \"\(call.name)\", but `schedule` has made no task for it")
        }
        if !task.writes.isEmpty { return known(task) }
        let (entry, isNew): (TickEntry, Bool) = lock.withLock {
            if let entry = entries.first(where: { $0.role == .call && $0.task.id == task.id }) { return (entry, false) }
            let entry = TickEntry(task, .call)
            if !isEnding {
                entries.append(entry)
                outstanding += 1
                entry.submission = submit(entry)
            }
            return (entry, true)
        }
        guard let submission = entry.submission else { throw CancellationError() }
        if isNew { submission.promise.whenResolved { [weak self] in self?.ended(entry, $0) } }
        return submission
    }

    /// What a task gave that has run before.
    private func known(_ task: ExecutableTask) -> Submission<Value?> {
        let submission = Submission<Value?>(name: task.name)
        var result = Result<Value?, any Error>.success(task.result)
        if task.result == nil {
            for case .error(let failure) in task.writes { result = .failure(failure) }
        }
        submission.promise.resolve(result)
        return submission
    }
}
