import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// Attempts of a task (RT-1 to RT-7, RUN-11), in both forms.
@Suite(.timeLimit(.minutes(10))) struct RunWithRetryTests {
    /// Which form of `runWithRetry` a test uses, and which kind of body.
    enum Form: CaseIterable { case sync, syncOfAsync, async, asyncOfSync }

    private let clock = ScriptedClock()
    private let log = Log<String>()

    /// A task with that body.
    private func task(
        _ form: Form, retry: [RetryPolicy] = [], _ body: @escaping @Sendable (TaskAttempt) throws -> Void
    ) -> ExecutableTask {
        let isAsync = form == .async || form == .syncOfAsync
        return ExecutableTask(
            "a", id: "1", input: ["x": 1], retry: retry, body: isAsync ? .async { try body($0) } : .sync(body))
    }

    /// A task whose attempts fail with these kinds, one each, and then end well.
    private func failing(_ kinds: [String], _ form: Form, _ retry: [RetryPolicy]) -> ExecutableTask {
        task(form, retry: retry) { attempt in
            attempt.write("attempt", Value(attempt.number))
            if attempt.number <= kinds.count { throw NodeError(kind: kinds[attempt.number - 1], "no") }
        }
    }

    @discardableResult
    private func run(
        _ task: ExecutableTask, _ form: Form, _ policies: [RetryPolicy] = [], random: Double = 0
    ) async throws -> Value? {
        let clock = clock
        switch form {
        case .sync, .syncOfAsync:
            return try await onThread { try runWithRetry(task, policies, clock: clock, random: { random }) }
        case .async, .asyncOfSync:
            return try await runWithRetry(task, policies, clock: clock, random: { random })
        }
    }

    @Test(arguments: Form.allCases) func `what a task returns is the result`(form: Form) async throws {
        let task = task(form) { $0.finish(with: $0.input["x"] ?? .null) }
        #expect(try await run(task, form) == 1)
        #expect(task.result == 1)
        #expect(clock.waits == [])
    }

    @Test(arguments: Form.allCases)
    func `each attempt begins without the writes of the last, and knows its number`(form: Form) async throws {
        let task = failing(["K", "K"], form, [.times(3)])  // RT-6
        try await run(task, form)
        #expect(task.text == ["attempt=3"])
    }

    @Test(arguments: Form.allCases)
    func `all attempts know when the first began, and whether they are the first`(form: Form) async throws {
        let task = task(form, retry: [.times(3, first: 5)]) { [log] attempt in  // RT-6, RT-7
            log.add("\(attempt.firstStart) \(attempt.isRetry)")
            if attempt.number < 3 { throw NodeError("no") }
        }
        try await run(task, form)
        #expect(log.entries == ["1000 false", "1000 true", "1000 true"])
        #expect(clock.waits == [5, 10])
    }

    @Test(arguments: Form.allCases) func `without a policy nothing is tried again`(form: Form) async throws {
        let failure = await #expect(throws: Failure.self) { try await run(failing(["K"], form, []), form) }
        #expect(failure?.kind == "K")
        #expect(failure?.node == "a")
        #expect(failure?.attempt == 1)
        #expect(clock.waits == [])
    }

    @Test(arguments: Form.allCases) func `the waits grow by the factor up to the cap`(form: Form) async throws {
        let task = failing(Array(repeating: "K", count: 5), form, [.times(6, factor: 3, cap: 10)])  // RT-2
        try await run(task, form)
        #expect(clock.waits == [1, 3, 9, 10, 10])
    }

    @Test(arguments: Form.allCases) func `jitter comes on top of the cap`(form: Form) async throws {  // RT-2
        var policy = RetryPolicy.times(3, first: 4, cap: 5)
        policy.jitter = true
        try await run(failing(["K", "K"], form, [policy]), form, random: 0.25)
        #expect(clock.waits == [4.25, 5.25])
    }

    @Test func `the defaults are LangGraph's`() async throws {  // RT-1
        let failure = await #expect(throws: Failure.self) {
            try await run(failing(["K", "K", "K", "K"], .async, [RetryPolicy()]), .async, random: 0.5)
        }
        #expect(failure?.attempt == 3)
        #expect(clock.waits == [1, 1.5])
    }

    @Test(arguments: Form.allCases)
    func `the first policy that matches decides, with one count of failures`(form: Form) async throws {
        let policies: [RetryPolicy] = [  // RT-4
            .times(4, first: 1, on: .only(["K"])), .times(3, first: 10, on: .only(["V"])), .times(9, first: 100),
        ]
        let failure = await #expect(throws: Failure.self) {
            try await run(failing(["K", "V", "K", "V"], form, policies), form)
        }
        #expect(clock.waits == [1, 20, 4])
        #expect(failure?.kind == "V")
        #expect(failure?.attempt == 4)
    }

    @Test func `a kind that no policy is for is not tried again`() async throws {  // RT-3
        let only = RetryPolicy.times(3, on: .only(["K"]))
        let standard = RetryPolicy.times(3, on: .standard)
        await #expect(throws: Failure.self) { try await run(failing(["V"], .async, [only]), .async) }
        await #expect(throws: Failure.self) { try await run(failing(["ValueError"], .async, [standard]), .async) }
        #expect(clock.waits == [])
        try await run(failing(["ConnectionError"], .async, [standard]), .async)
        #expect(clock.waits == [1])
    }

    @Test func `what an error says of itself goes before kinds and the policy's wait`() async throws {  // RT-3
        let body: @Sendable (TaskAttempt) throws -> Void = { attempt in
            if attempt.number == 1 {
                throw Failure(
                    .nodeError, kind: "ValueError", message: "busy", isTransient: true, retryAfter: 7_000_000_000)
            }
            throw NodeError(kind: "ConnectionError", "gone", isTransient: false)
        }
        let failure = await #expect(throws: Failure.self) {
            try await run(task(.async, retry: [.times(9, on: .standard)], body), .async)
        }
        #expect(failure?.attempt == 2)
        #expect(clock.waits == [7])
    }

    @Test func `a task's own policies stand in for the runner's`() async throws {  // RT-5
        let given = [RetryPolicy.times(5, first: 1)]
        await #expect(throws: Failure.self) {
            try await run(failing(["K", "K"], .async, [.times(2, first: 3, on: .only(["K"]))]), .async, given)
        }
        #expect(clock.waits == [3])
        try await run(failing(["K"], .async, []), .async, given)
        #expect(clock.waits == [3, 1])
    }

    @Test(arguments: Form.allCases) func `a bubble-up is never tried again`(form: Form) async throws {  // RT-7
        for bubble in [BubbleUp.interrupted([]), .command(ParentCommand(graph: "other")), .drained("enough")] {
            let task = task(form, retry: [.times(3)]) { [log] _ in
                log.add("attempt")
                throw bubble
            }
            await #expect(throws: BubbleUp.self) { try await run(task, form) }
        }
        #expect(log.count == 3)
        #expect(clock.waits == [])
    }

    @Test(arguments: Form.allCases)
    func `each attempt's questions begin with the first, and use the answers again`(form: Form) async throws {
        let task = ExecutableTask(  // RT-7, INT-3
            "a", id: "00000000-0000-0000-0000-000000000000", answers: ["yes"], retry: [.times(3)],
            body: .sync { [log] attempt in
                log.add(try attempt.interrupt("sure?").string ?? "")
                if attempt.number == 1 { throw NodeError("no") }
                _ = try attempt.interrupt("really?")
            })
        let bubble = await #expect(throws: BubbleUp.self) { try await run(task, form) }
        guard case .interrupted(let questions) = bubble else { return #expect(Bool(false), "it asks") }
        #expect(log.entries == ["yes", "yes"])
        #expect(task.text == ["answered \"yes\""])
        #expect(questions.map(\.value) == ["really?"])
        #expect(questions.map(\.id) == ["bb69113fd246fcabe8cc81552bfe36d9"])
    }

    @Test(arguments: Form.allCases)
    func `a cancellation that nobody has asked for is a failure, and not tried again`(form: Form) async throws {
        let task = task(form, retry: [.times(3)]) { _ in throw CancellationError() }  // RUN-11
        let failure = await #expect(throws: Failure.self) { try await run(task, form) }
        #expect(failure?.kind == "NodeCancelledError")
        #expect(failure?.node == "a")
        #expect(clock.waits == [])
    }

    // MARK: Cancelling

    @Test func `cancelling ends an asynchronous body`() async throws {
        let began = Gate()
        let task = ExecutableTask.async("a") { _ in
            began.open()
            try await PregelTestSupport.cancelled()
        }
        let running = Task { try await runWithRetry(task, [.times(3)]) }
        await began.wait()
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
    }

    @Test func `cancelling tells a synchronous body, and waits for it`() async throws {
        let (began, door) = (Gate(), Gate())
        let task = ExecutableTask("a") { [log] attempt in
            began.open()
            door.pass()
            log.add("\(attempt.isCancelled)")
        }
        let running = Task { try await runWithRetry(task) }
        await began.wait()
        running.cancel()
        door.open()
        _ = try await running.value
        #expect(log.entries == ["true"])
    }

    @Test func `cancelling ends the wait for another attempt`() async throws {
        let waits = Gate()
        var policy = RetryPolicy.times(3)
        policy.jitter = true
        let task = ExecutableTask(
            "a", id: "a", retry: [policy],
            body: .async { [log] _ in
                log.add("attempt")
                throw NodeError("no")
            })
        let clock = ScriptedClock(standsStill: true)
        let running = Task {
            try await runWithRetry(task, clock: clock) {
                waits.open()
                return 0.5
            }
        }
        await waits.wait()
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
        #expect(log.count == 1)
    }

    @Test func `a call without a runner is refused`() async throws {
        let task = ExecutableTask("a") { _ = try $0.call(TaskCall("b", body: .sync { _ in })) }
        let failure = await #expect(throws: Failure.self) { try await runWithRetry(task) }
        #expect(failure?.message.contains("\"b\"") == true)
        #expect(failure?.message.contains("PregelRunner.tick") == true)
    }
}
