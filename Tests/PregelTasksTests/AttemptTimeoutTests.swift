import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// How long an attempt may take (RUN-10, D-12), by a clock that the tests move.
@Suite(.timeLimit(.minutes(10))) struct AttemptTimeoutTests {
    private let clock = ScriptedClock(standsStill: true)
    private let began = Gate()
    private let log = Log<String>()

    private func task(
        _ timeout: TimeoutPolicy, retry: [RetryPolicy] = [],
        _ body: @escaping @Sendable (TaskAttempt) async throws -> Void
    ) -> ExecutableTask {
        ExecutableTask("a", id: "a", retry: retry, timeout: timeout, body: .async(body))
    }

    /// Starts the task, and gives it back once its body has begun.
    private func start(_ task: ExecutableTask) async -> Task<Value?, any Error> {
        let running = Task { [clock] in try await runWithRetry(task, clock: clock) }
        await began.wait()
        while clock.waits.isEmpty { await Task.yield() }
        return running
    }

    /// Starts a task that waits until it is cancelled.
    private func startWaiting(_ timeout: TimeoutPolicy) async -> (TaskAttempt, Task<Value?, any Error>) {
        let attempts = Log<TaskAttempt>()
        let task = task(timeout) { [began] attempt in
            attempts.add(attempt)
            began.open()
            try await cancelled()
        }
        let running = await start(task)
        return (attempts.entries[0], running)
    }

    @Test func `an attempt that runs too long is cancelled, and what it wrote is dropped`() async throws {
        let over = Gate()
        let task = task(TimeoutPolicy(run: 5)) { [began, log] attempt in
            attempt.write("x", 1)
            began.open()
            try? await cancelled()
            attempt.write("x", 2)
            log.add("\(attempt.isCancelled)")
            over.open()
        }
        let running = await start(task)
        clock.advance(by: 5)
        let failure = await #expect(throws: Failure.self) { try await running.value }
        #expect(failure?.code == .nodeTimeout)
        #expect(failure?.kind == "NodeTimeoutError")
        #expect(failure?.message.hasPrefix("node \"") == true)
        #expect(failure?.node == "a")
        #expect(failure?.detail == ["kind": "run", "timeout": 5.0, "elapsed": 5.0])
        await over.wait()
        #expect(task.text == [])
        #expect(log.entries == ["true"])
    }

    @Test func `a synchronous body that runs too long is left alone, and changes nothing any more`() async throws {
        let (door, over) = (Gate(), Gate())  // D-12
        let task = ExecutableTask(
            "a", id: "a", timeout: TimeoutPolicy(run: 5),
            body: .sync { [began] attempt in
                began.open()
                door.pass()
                attempt.write("x", 1)
                over.open()
            })
        let running = await start(task)
        clock.advance(by: 5)
        await #expect(throws: Failure.self) { try await running.value }
        door.open()
        await over.wait()
        #expect(task.text == [])
    }

    @Test func `a synchronous body in time gives its writes, in both forms`() async throws {
        let make = { ExecutableTask("a", id: "a", timeout: TimeoutPolicy(run: 5), body: .sync { $0.write("x", 1) }) }
        let (one, other) = (make(), make())
        try await onThread { [clock] in try runWithRetry(one, clock: clock) }
        try await runWithRetry(other, clock: clock)
        clock.advance(by: 9)
        #expect(one.text == ["x=1"])
        #expect(other.text == ["x=1"])
    }

    @Test func `an attempt that has ended in time may not fail later`() async throws {
        let door = Gate()
        let task = task(TimeoutPolicy(run: 5, idle: 2)) { [began] attempt in
            attempt.write("x", 1)
            began.open()
            await door.wait()
        }
        let running = await start(task)
        door.open()
        _ = try await running.value
        clock.advance(by: 9)
        #expect(task.text == ["x=1"])
    }

    @Test func `signs of life put off the end`() async throws {
        let (attempt, running) = await startWaiting(TimeoutPolicy(idle: 5))
        clock.advance(by: 4)
        attempt.write("x", 1)
        clock.advance(by: 4)
        attempt.heartbeat()
        clock.advance(by: 4)
        #expect(!attempt.isCancelled)
        clock.advance(by: 1)
        let failure = await #expect(throws: Failure.self) { try await running.value }
        #expect(failure?.detail == ["kind": "idle", "timeout": 5.0, "elapsed": 13.0])
    }

    @Test func `where heartbeats alone count, writes put off nothing`() async throws {
        let (attempt, running) = await startWaiting(TimeoutPolicy(idle: 5, refreshOn: .heartbeat))
        clock.advance(by: 3)
        attempt.heartbeat()
        clock.advance(by: 3)
        attempt.write("x", 1)
        clock.advance(by: 2)
        let failure = await #expect(throws: Failure.self) { try await running.value }
        #expect(failure?.detail == ["kind": "idle", "timeout": 5.0, "elapsed": 8.0])
    }

    @Test func `no sign of life puts off the end of the whole`() async throws {
        let (attempt, running) = await startWaiting(TimeoutPolicy(run: 5, idle: 4))
        clock.advance(by: 3)
        attempt.heartbeat()
        clock.advance(by: 2)
        let failure = await #expect(throws: Failure.self) { try await running.value }
        #expect(failure?.detail?["kind"] == "run")
    }

    @Test func `an attempt that ran too long is tried again, with time of its own`() async throws {  // RT-3
        let clock = ScriptedClock()  // Each timer and each wait is due at once.
        let task = task(TimeoutPolicy(run: 5), retry: [.times(3, first: 2, on: .standard)]) { [log] attempt in
            log.add("\(attempt.number)")
            try await cancelled()
        }
        let failure = await #expect(throws: Failure.self) { try await runWithRetry(task, clock: clock) }
        #expect(failure?.attempt == 3)
        #expect(clock.waits == [5, 2, 5, 4, 5])
    }

    @Test(arguments: [
        TimeoutPolicy(run: 0), TimeoutPolicy(run: -1), TimeoutPolicy(idle: 0), TimeoutPolicy(run: .nan),
    ])
    func `a limit that no attempt could keep is refused`(policy: TimeoutPolicy) async throws {
        let task = task(policy) { [log] _ in log.add("ran") }
        let failure = await #expect(throws: Failure.self) { try await runWithRetry(task, clock: clock) }
        #expect(failure?.kind == "ValueError")
        #expect(failure?.message.contains("greater than 0") == true)
        #expect(log.entries == [])
    }
}
