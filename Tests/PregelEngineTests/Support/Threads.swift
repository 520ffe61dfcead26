import Glibc

@testable import PregelEngine

/// Runs what holds its thread on one that may be held, so that Swift's own stay free.
@discardableResult
func onThread<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedContinuation { done in
        WorkerPool.blocking.run { done.resume(returning: Result { try body() }) }
    }.get()
}

extension Promise where Success == Void {
    /// Lets everybody through, now and later: a promise as a door.
    func open() { resolve(.success(())) }
    /// Holds the thread until the door is open.
    func pass() { _ = wait() }
    /// Waits until the door is open; no thread does.
    func passed() async { _ = await value() }
}

/// Lets other threads run.
func yieldThread() { sched_yield() }
