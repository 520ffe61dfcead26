public import PregelEngine

/// Runs the tasks of a superstep, and says what each of them did as it ends (LangGraph `PregelRunner`).
///
/// The level below a graph: what tasks there are, what their writes mean and whether there is another superstep is up to
/// the one who uses it. A graph's own `run` does all of that.
public final class PregelRunner: Sendable {
    /// Gets a task's id, and all that is to be kept of it; called once for each task that ends, on the thread that it
    /// ends on, several at a time.
    public typealias PutWrites = @Sendable (String, [PendingWrite]) -> Void
    /// Makes the task for a call: who calls, the call's number in its attempt, from 0, and what is called. A task that
    /// has writes already has run before, and is not run again; `nil` refuses the call.
    public typealias Schedule = @Sendable (ExecutableTask, Int, TaskCall) throws -> ExecutableTask?

    let executor: BackgroundExecutor
    let putWrites: PutWrites
    let nodeFinished: @Sendable (String) -> Void
    let retry: [RetryPolicy]
    let clock: any EngineClock
    let random: @Sendable () -> Double

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - executor: Runs the tasks, if there are several.
    ///   - retry: Policies for tasks that have none of their own.
    ///   - clock: What times attempts, the waits between them, and supersteps.
    ///   - random: Numbers in 0..<1, for jitter.
    ///   - nodeFinished: Gets the name of each task that succeeds, before its writes are put.
    ///   - putWrites: Gets what each task did.
    public init(
        executor: BackgroundExecutor, retry: [RetryPolicy] = [], clock: any EngineClock = SystemClock.shared,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        nodeFinished: @escaping @Sendable (String) -> Void = { _ in }, putWrites: @escaping PutWrites
    ) {
        self.executor = executor
        self.retry = retry
        self.clock = clock
        self.random = random
        self.nodeFinished = nodeFinished
        self.putWrites = putWrites
    }

    /// Runs tasks, and returns once none of them is running any more; those that have writes already are left alone.
    ///
    /// A task alone runs on the calling thread, unless there is a timeout (RUN-1). What is put for a task is
    /// - its writes, or `noWrites`, where it succeeds (RUN-2);
    /// - what it had written and `error` where it fails, and `errorSource` if it has an error handler, which then runs in
    ///   this superstep too (RUN-3, RUN-12); the same where it is cancelled (RUN-6);
    /// - its questions and the answers that it has had where it asks; nothing where it commands another graph or drains.
    ///
    /// The first failure that no handler takes ends the superstep, and so does the timeout: what has not begun never does,
    /// asynchronous tasks are cancelled, synchronous ones are waited for, and what they did is put (RUN-4 to RUN-6).
    ///
    /// Holds the calling thread. Not for Swift's own threads (in a `Task`, an actor): use the asynchronous form there.
    ///
    /// - Parameters:
    ///   - timeout: The longest that all of it may take, in seconds; `nil` or 0 for no limit (RUN-9).
    ///   - reraise: Whether to throw what tasks throw; a timeout always is.
    ///   - schedule: Makes the tasks that tasks call.
    ///   - yield: Called on the calling thread: first, as tasks have ended, and before anything is thrown.
    /// - Throws: The first failure; else the first command or drain; else the questions of all tasks as one
    ///   `BubbleUp.interrupted`, in the order of `tasks`, each once (RUN-7); else `STEP_TIMEOUT`.
    public func tick(
        _ tasks: [ExecutableTask], timeout: Double? = nil, reraise: Bool = true,
        schedule: @escaping Schedule = { _, _, _ in nil }, yield: () -> Void = {}
    ) throws {
        let tick = Tick(self, schedule)
        yield()
        if let alone = try tick.begin(tasks, timeout) { _ = try? tick.execute(alone) }
        while let news = tick.news() {
            _ = news.wait()
            if !tick.isStopping { yield() }
        }
        yield()
        try tick.finish(reraise)
    }

    /// Runs tasks, and returns once none of them is running any more; otherwise as the synchronous form.
    ///
    /// No thread waits. Cancelling the Swift task ends the superstep as a failure does, with a `CancellationError`, unless
    /// a task has failed.
    public func tick(
        _ tasks: [ExecutableTask], timeout: Double? = nil, reraise: Bool = true,
        schedule: @escaping Schedule = { _, _, _ in nil }, yield: () -> Void = {}
    ) async throws {
        let tick = Tick(self, schedule)
        yield()
        try await withTaskCancellationHandler {
            if let alone = try tick.begin(tasks, timeout) { _ = try? await tick.executeAsync(alone) }
            while let news = tick.news() {
                _ = await news.value()
                if !tick.isStopping { yield() }
            }
        } onCancel: {
            tick.cancel()
        }
        yield()
        try tick.finish(reraise)
    }
}
