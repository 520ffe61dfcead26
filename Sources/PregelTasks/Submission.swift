import PregelEngine

/// A task that was given to a `BackgroundExecutor`: to be waited for, and cancelled (EX-2).
///
/// A task of the same executor that waits here lets another one have its place meanwhile, so that a limit of
/// concurrency never makes tasks wait for each other for ever.
public final class Submission<Success: Sendable>: @unchecked Sendable {
    /// The task's name; "" where it was given none.
    public let name: String

    let promise = Promise<Success>()
    private let lock = Lock()
    private var hasBegun = false
    private var isUnwanted = false
    private var task: Task<Void, Never>?

    init(name: String) { self.name = name }

    /// Whether there is a result.
    public var isDone: Bool { promise.isResolved }

    /// Whether somebody has cancelled the task, be it over or not.
    public var isCancelled: Bool { lock.withLock { isUnwanted } }

    /// The task's result, or what it threw; `CancellationError` where it was cancelled before it began.
    ///
    /// Holds the calling thread. Not for Swift's own threads (in a `Task`, an actor): use `value` there.
    public func wait() throws -> Success {
        guard !isDone, let seat = Seat.current else { return try promise.wait().get() }
        seat.giveUp()
        let result = promise.wait()
        let isBack = Promise<Void>()
        seat.takeBack { isBack.resolve(.success(())) }
        _ = isBack.wait()
        return try result.get()
    }

    /// The task's result, or what it threw; `CancellationError` where it was cancelled before it began.
    ///
    /// Cancelling the Swift task that waits here ends the wait, with a `CancellationError`; what it waits for goes on.
    public var value: Success {
        get async throws {
            guard !isDone, let seat = Seat.current else { return try await promise.cancellableValue().get() }
            seat.giveUp()
            let result = await promise.cancellableValue()
            await withCheckedContinuation { isBack in seat.takeBack { isBack.resume() } }
            return try result.get()
        }
    }

    /// Cancels the task: one that has not begun never will, an asynchronous one is told, a synchronous one goes on.
    ///
    /// - Returns: Whether the task was kept from beginning.
    @discardableResult
    public func cancel() -> Bool {
        let (isFirst, running): (Bool, Task<Void, Never>?) = lock.withLock {
            let isFirst = !isUnwanted && !hasBegun
            isUnwanted = true
            return (isFirst, task)
        }
        running?.cancel()
        return isFirst && promise.resolve(.failure(CancellationError()))
    }

    /// Says that the task begins now.
    ///
    /// - Returns: Whether it may: not after it was cancelled.
    func begin() -> Bool {
        lock.withLock {
            if !isUnwanted { hasBegun = true }
            return !isUnwanted
        }
    }

    /// Remembers the Swift task that runs it, to be cancelled with it.
    func attach(_ task: Task<Void, Never>) {
        let isLate = lock.withLock {
            self.task = task
            return isUnwanted
        }
        if isLate { task.cancel() }
    }
}
