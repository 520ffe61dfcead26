import PregelEngine
internal import PregelThreads
import PregelValues

/// Runs a task until an attempt of it ends for good: what `runWithRetry` and `PregelRunner` share.
struct RetryLoop: Sendable {
    let task: ExecutableTask
    /// The policies in force.
    let policies: [RetryPolicy]
    let clock: any EngineClock
    let random: @Sendable () -> Double
    let cancellation: Cancellation
    let caller: TaskAttempt.Caller?
    private var failures = 0
    private var firstStart: Int64?

    /// - Parameter policies: Used where the task has none of its own, in whose place they never are merged (RT-5).
    init(
        _ task: ExecutableTask, _ policies: [RetryPolicy], clock: any EngineClock,
        random: @escaping @Sendable () -> Double, cancellation: Cancellation = Cancellation(),
        caller: TaskAttempt.Caller? = nil
    ) {
        self.task = task
        self.policies = task.retry.isEmpty ? policies : task.retry
        self.clock = clock
        self.random = random
        self.cancellation = cancellation
        self.caller = caller
    }

    /// Runs the task on this thread, which also waits.
    mutating func run() throws -> Value? {
        try task.timeout?.check(task.name)
        while true {
            let attempt = try begin()
            do {
                defer { attempt.close() }
                do {
                    try perform(attempt)
                } catch {
                    guard let wait = try resolve(error, attempt) else { return task.result }
                    attempt.close()
                    _ = try pause(wait).wait().get()
                    continue
                }
                return task.result
            }
        }
    }

    /// Runs the task; no thread waits. Cancelling the Swift task cancels it.
    mutating func run() async throws -> Value? {
        try task.timeout?.check(task.name)
        while true {
            let attempt = try begin()
            do {
                defer { attempt.close() }
                do {
                    try await perform(attempt)
                } catch {
                    guard let wait = try resolve(error, attempt) else { return task.result }
                    attempt.close()
                    _ = try await pause(wait).value().get()
                    continue
                }
                return task.result
            }
        }
    }

    /// Makes the next attempt, without the writes of the last one (RT-6).
    private mutating func begin() throws -> TaskAttempt {
        if isUnwanted { throw CancellationError() }
        task.removeWrites()
        let attempt = TaskAttempt(
            task, number: failures + 1, firstStart: firstStart, clock: clock, cancellation: cancellation, caller: caller
        )
        firstStart = attempt.firstStart
        return attempt
    }

    // MARK: An attempt

    private func perform(_ attempt: TaskAttempt) throws {
        if case .sync(let body) = task.body, task.timeout == nil { return try body(attempt) }
        try launch(attempt).wait().get()
    }

    private func perform(_ attempt: TaskAttempt) async throws {
        if case .async(let body) = task.body, task.timeout == nil { return try await body(attempt) }
        try await launch(attempt).value().get()
    }

    /// Starts the body elsewhere; its end, or the end of its time, is the result.
    private func launch(_ attempt: TaskAttempt) -> Promise<Void> {
        let end = Promise<Void>()
        if let failure = lack {
            end.resolve(.failure(failure))
            return end
        }
        let seat = Seat.current
        var cancel: @Sendable () -> Void = {}
        switch task.body {
        case .sync(let body):
            WorkerPool.blocking.run {
                let result = Result { try Seat.$current.withValue(seat) { try body(attempt) } }
                if attempt.settle() { end.resolve(result) }
            }
        case .async(let body):
            let running = Task(name: task.name) {
                do {
                    try await body(attempt)
                    if attempt.settle() { end.resolve(.success(())) }
                } catch {
                    if attempt.settle() { end.resolve(.failure(error)) }
                }
            }
            cancel = { running.cancel() }
            let number = cancellation.whenCancelled(cancel)
            end.whenResolved { [cancellation] _ in cancellation.forget(number) }
        }
        if let timeout = task.timeout {
            attempt.watchTime(timeout) { [cancel] failure in
                cancel()
                end.resolve(.failure(failure))
            }
        }
        return end
    }

    /// Why the task cannot be watched, or be run at all, if that is so.
    private var lack: Failure? {
        if task.timeout != nil, !clock.isRunning { return .noThreads("the task's timeout cannot be watched") }
        guard task.body.isAsync, !SwiftThreads.shared.areThere else { return nil }
        return .noThreads("an asynchronous task cannot run")
    }

    // MARK: What comes of it

    /// What an error means: a command that has been carried out now, or another attempt.
    ///
    /// - Returns: How long to wait before the next attempt; `nil` where the task has succeeded after all.
    /// - Throws: What the task ends with.
    private mutating func resolve(_ error: any Error, _ attempt: TaskAttempt) throws -> Int64? {
        switch error {
        case BubbleUp.command(let command):
            try carryOut(command, attempt)
            return nil
        case is BubbleUp: throw error
        case is CancellationError:
            if isUnwanted { throw error }
            throw named(
                Failure(
                    .nodeError, kind: "NodeCancelledError",
                    message: "task \"\(task.name)\" threw a CancellationError, but nobody has cancelled it"), attempt)
        default: return try waitAfter(named(Failure(thrown: error), attempt))
        }
    }

    /// Carries out a command that is meant for the graph that the task holds; any other goes further out (RT-8).
    private func carryOut(_ command: ParentCommand, _ attempt: TaskAttempt) throws {
        if command.isMeant(for: task) {
            do {
                for writer in task.writers { try writer(command, attempt) }
            } catch let error where BubbleUp.isFailure(error) {
                throw named(Failure(thrown: error), attempt)
            }
            return
        }
        var outer = command
        if command.graph == ParentCommand.parent { outer.graph = TaskNamespace.parentOfCommand(from: task.namespace) }
        throw BubbleUp.command(outer)
    }

    /// Counts a failure; the first policy that matches it decides, with the count that all share (RT-4).
    private mutating func waitAfter(_ failure: Failure) throws -> Int64 {
        failures += 1
        guard !isUnwanted, let (_, wait) = policies.next(after: failure, failures: failures, random: random()) else {
            throw failure
        }
        guard wait <= 0 || clock.isRunning else {
            throw Failure.noThreads("no other attempt can be timed", after: failure)
        }
        return wait
    }

    /// Whether somebody has cancelled the task. A Swift task says so a little before it tells those who have asked.
    private var isUnwanted: Bool { cancellation.isCancelled || Task.isCancelled }

    private func named(_ failure: Failure, _ attempt: TaskAttempt) -> Failure {
        var failure = failure
        if failure.node.isEmpty { failure.node = task.name }
        if failure.attempt == 0 { failure.attempt = attempt.number }
        return failure
    }

    /// A wait that ends when the time has come or, with an error, when the task is cancelled.
    private func pause(_ wait: Int64) -> Promise<Void> {
        let end = Promise<Void>()
        let number = cancellation.whenCancelled { end.resolve(.failure(CancellationError())) }
        end.whenResolved { [cancellation] _ in cancellation.forget(number) }
        if wait > 0 {
            clock.schedule(at: clock.now + wait) { end.resolve(.success(())) }
        } else {
            end.resolve(.success(()))
        }
        return end
    }
}
