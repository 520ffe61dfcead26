import PregelValues

/// One tick of a `PregelRunner`: tasks that run, and what has come of them so far.
///
/// Every task ends here exactly once (`ended`), on whichever thread; the one that ticks only waits for news.
final class Tick: @unchecked Sendable {
    private let runner: PregelRunner
    private let schedule: PregelRunner.Schedule
    private let lock = Lock()
    private var entries: [TickEntry] = []
    private var outstanding = 0
    private var isEnding = false
    private var hasNews = false
    private var whenNews: Promise<Void>?
    private var failure: (any Error)?
    private var command: BubbleUp?
    private var timeout: Failure?
    private var isCancelled = false

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
            clock.schedule(at: clock.now + nanoseconds(limit)) { [weak self] in self?.timedOut(limit) }
        }
        return nil
    }

    /// Gives a task to the executor, unless the tick is ending.
    private func start(_ entry: TickEntry) {
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

    // MARK: Ends

    /// Takes the end of a task; a second one changes nothing.
    private func ended(_ entry: TickEntry, _ outcome: Result<Value?, any Error>) {
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

    /// Decides what an error means for the others.
    private func failed(_ entry: TickEntry, _ error: any Error) {
        switch error {
        case BubbleUp.interrupted(let interrupts): lock.withLock { entry.interrupts = interrupts }
        case let bubble as BubbleUp:
            lock.withLock { if command == nil, entry.role != .call { command = bubble } }
        case is CancellationError: return
        case let failure as Failure where entry.isHandled: handle(entry, failure)
        default:
            guard entry.role != .call else { return }
            let isFirst = lock.withLock {
                defer { isEnding = true }
                if failure == nil { failure = error }
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

    private func timedOut(_ limit: Double) {
        let isDue = lock.withLock {
            guard outstanding > 0, !isEnding else { return false }
            let late = entries.filter { !$0.isOver }.map { "\"\($0.task.name)\"" }.joined(separator: ", ")
            timeout = Failure(
                .stepTimeout, kind: "TimeoutError",
                message: "the superstep ran past its timeout of \(limit) s; not done: \(late)")
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
