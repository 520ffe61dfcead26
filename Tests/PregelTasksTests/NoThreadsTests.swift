import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// Where the system gives no thread for the timers, a task without a graph is refused what needs one.
@Suite(.timeLimit(.minutes(10))) struct NoThreadsTests {
    @Test func `what cannot be timed is refused`() async throws {
        let retried = ExecutableTask("a", id: "1", retry: [.times(2)], body: .sync { _ in throw NodeError("no") })
        await #expect(throws: Failure.self) {
            try await onThread { try runWithRetry(retried, [], clock: StoppedClock(), random: { 0 }) }
        }
        let timed = ExecutableTask(
            "a", id: "1", timeout: TimeoutPolicy(run: 1), body: .sync { _ in Issue.record("nothing runs") })
        let failure = await #expect(throws: Failure.self) {
            try await onThread { try runWithRetry(timed, [], clock: StoppedClock(), random: { 0 }) }
        }
        #expect(failure?.code == .noThreads)
    }
}
