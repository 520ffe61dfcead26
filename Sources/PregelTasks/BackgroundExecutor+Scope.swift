import PregelEngine

/// Runs `body` with an executor for background tasks, and waits for all of them: nothing runs on once this returns.
///
/// On leaving, tasks with `cancelOnExit` are cancelled, and those that they still submit; all others are waited for, also
/// those that tasks submit meanwhile. Then, if `body` has thrown, that is thrown; or else the failure of the task that
/// was submitted first, of those with `reraiseOnExit`. Interrupts, commands to a parent, drains and cancellations of
/// tasks are no failures (EX-3).
///
/// Holds the calling thread. Not for Swift's own threads (in a `Task`, an actor): use the asynchronous form there.
///
/// - Parameter limit: The most tasks at a time, at least 1; `nil` for no limit on asynchronous ones, and as many synchronous ones as
///   LangGraph's pool has threads: four more than there are cores, at most 32 (EX-1).
@discardableResult
@_disfavoredOverload  // In asynchronous code the other form is meant, also where the body never waits.
public func withBackgroundExecutor<R>(limit: Int? = nil, _ body: (BackgroundExecutor) throws -> R) throws -> R {
    let executor = BackgroundExecutor(limit: limit)
    let result = Result { try body(executor) }
    executor.beginLeaving()
    while let idle = executor.endUnlessBusy() { _ = idle.wait() }
    let value = try result.get()
    if let failure = executor.firstFailure { throw failure }
    return value
}

/// Runs `body` with an executor for background tasks, and waits for all of them; otherwise as the synchronous form.
///
/// Cancelling the Swift task cancels `body`; what it has submitted is treated as on any other way out.
@discardableResult
public func withBackgroundExecutor<R>(
    limit: Int? = nil, _ body: (BackgroundExecutor) async throws -> R
) async throws -> R {
    let executor = BackgroundExecutor(limit: limit)
    let result: Result<R, any Error>
    do {
        result = .success(try await body(executor))
    } catch {
        result = .failure(error)
    }
    executor.beginLeaving()
    while let idle = executor.endUnlessBusy() { _ = await idle.value() }
    let value = try result.get()
    if let failure = executor.firstFailure { throw failure }
    return value
}
