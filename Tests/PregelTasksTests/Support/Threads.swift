import PregelEngine
import PregelTestSupport
@testable import PregelTasks

/// Runs what holds its thread on one that may be held, so that Swift's own stay free.
@discardableResult
func onThread<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedContinuation { done in
        WorkerPool.blocking.run { done.resume(returning: Result { try body() }) }
    }.get()
}
