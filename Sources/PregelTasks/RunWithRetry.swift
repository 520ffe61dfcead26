public import PregelEngine
public import PregelValues

/// Runs a task, again and again as its retry policies say (LangGraph `run_with_retry`, RT-1 to RT-8).
///
/// Each attempt begins without the writes of the last. Questions, drains and commands are never retried; a command for the
/// graph that the task holds is given to the task's writers, and the task has succeeded; one for `ParentCommand.parent` is
/// addressed to the graph around, and thrown. An attempt that runs out of time fails with `NODE_TIMEOUT`: it is cancelled
/// where it is asynchronous, else left alone, and what it still does is dropped.
///
/// The body runs on the calling thread, unless it is asynchronous or has a timeout; the calling thread waits. Not for
/// Swift's own threads (in a `Task`, an actor): use the asynchronous form there.
///
/// - Parameters:
///   - policies: Used where the task has none of its own.
///   - clock: What times the waits between attempts, and the attempts.
///   - random: Numbers in 0..<1, for jitter.
/// - Returns: What the task returned.
/// - Throws: A `Failure` that names the task and the attempt; a `BubbleUp`; a `CancellationError` once cancelled.
@discardableResult
public func runWithRetry(
    _ task: ExecutableTask, _ policies: [RetryPolicy] = [], clock: any EngineClock = SystemClock.shared,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
) throws -> Value? {
    var loop = RetryLoop(task, policies, clock: clock, random: random)
    return try loop.run()
}

/// Runs a task, again and again as its retry policies say; otherwise as the synchronous form.
///
/// No thread waits: a synchronous body gets one that may. Cancelling the Swift task cancels an asynchronous body and the
/// wait for another attempt; a synchronous body is told, and waited for.
@discardableResult
public func runWithRetry(
    _ task: ExecutableTask, _ policies: [RetryPolicy] = [], clock: any EngineClock = SystemClock.shared,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
) async throws -> Value? {
    let loop = RetryLoop(task, policies, clock: clock, random: random)
    return try await loop.runCancellably()
}

extension RetryLoop {
    /// Runs the task; cancelling the Swift task cancels it.
    func runCancellably() async throws -> Value? {
        try await withTaskCancellationHandler {
            var loop = self
            return try await loop.run()
        } onCancel: {
            cancellation.cancel()
        }
    }
}
