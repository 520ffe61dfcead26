import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// Tasks that tasks call (FN-2 to FN-4), in both forms.
@Suite(.timeLimit(.minutes(10))) struct PregelRunnerCallTests {
    private let puts = Puts()
    private let log = Log<String>()

    /// Makes a task for each call, with the caller's id and the call's number in its id.
    private let schedule: PregelRunner.Schedule = { caller, number, call in
        ExecutableTask(
            call.name, id: "\(caller.id)/\(number)", input: call.input, retry: call.retry, timeout: call.timeout,
            body: call.body)
    }

    private func double(_ input: Int) -> TaskCall {
        TaskCall("double", input: Value(input), body: .sync { $0.finish(with: Value(($0.input.int ?? 0) * 2)) })
    }

    @Test(arguments: TickForm.allCases, [(1, nil), (2, nil), (1, 1), (2, 1)] as [(Int, Int?)])
    func `a called task's result goes to the one that called it, and is kept`(
        form: TickForm, size: (Int, Int?)
    ) async throws {  // FN-2
        let (count, limit) = size
        let tasks = (0..<count).map { number in
            ExecutableTask("sum\(number)") { attempt in
                let calls = try (1...3).map { try attempt.call(double($0)) }
                attempt.write("x", try calls.reduce(0) { $0 + (try $1.wait()?.int ?? 0) }.asValue)
            }
        }
        try await form.tick(tasks, limit: limit, schedule: schedule, puts.put)
        #expect(puts["sum0"] == ["x=12"])
        #expect(puts["sum0/0"] == ["returns 2"])
        #expect(puts["sum0/2"] == ["returns 6"])
        #expect(puts.ids.count == count * 4)
    }

    @Test(arguments: TickForm.allCases, [nil, 1] as [Int?])
    func `an asynchronous task calls without holding a thread`(form: TickForm, limit: Int?) async throws {
        let task = ExecutableTask.async("a") { attempt in
            let call = TaskCall("b", body: .async { $0.finish(with: 7) })
            attempt.write("x", try await attempt.call(call).value ?? .null)
        }
        try await form.tick([task, ExecutableTask("c") { _ in }], limit: limit, schedule: schedule, puts.put)
        #expect(puts["a"] == ["x=7"])
        #expect(puts["a/0"] == ["returns 7"])
    }

    @Test(arguments: TickForm.allCases)
    func `what a called task throws is its caller's, and does not end the superstep`(form: TickForm) async throws {
        let task = ExecutableTask("a") { attempt in
            let call = TaskCall("bad", body: .sync { _ in throw NodeError(kind: "K", "no") })
            do {
                _ = try attempt.call(call).wait()
            } catch let failure as Failure {
                attempt.write("x", Value(failure.kind))
            }
        }
        try await form.tick([task], schedule: schedule, puts.put)
        #expect(puts["a/0"] == ["error K"])
        #expect(puts["a"] == [#"x="K""#])
    }

    @Test(arguments: TickForm.allCases)
    func `a called task that nobody waits for ends within the superstep`(form: TickForm) async throws {  // FN-4
        let parentIsDone = Gate()
        let task = ExecutableTask("a") { attempt in
            _ = try attempt.call(
                TaskCall(
                    "b",
                    body: .sync {
                        parentIsDone.pass()
                        $0.finish(with: 1)
                    }))
        }
        let puts = puts
        try await form.tick([task], schedule: schedule) {
            puts.put($0, $1)
            if $0 == "a" { parentIsDone.open() }
        }
        #expect(puts.ids == ["a", "a/0"])
    }

    @Test(arguments: TickForm.allCases)
    func `a called task's question is asked once, by the tick`(form: TickForm) async throws {  // FN-3, D-10
        let task = ExecutableTask("a") { attempt in
            let ask: @Sendable (TaskAttempt) throws -> Void = { _ = try $0.interrupt(Value($0.task.id)) }
            let calls = try (0..<2).map { try attempt.call(TaskCall("b\($0)", body: .sync(ask))) }
            for call in calls { _ = try call.wait() }
        }
        let bubble = await #expect(throws: BubbleUp.self) {
            try await form.tick([task], schedule: schedule, puts.put)
        }
        #expect(bubble?.questions == ["a/0", "a/1"])
        #expect(puts["a"] == [#"asks "a/0""#])
        #expect(puts["a/1"] == [#"asks "a/1""#])
    }

    @Test(arguments: TickForm.allCases)
    func `a call that has run before is not run again`(form: TickForm) async throws {  // FN-2
        let schedule: PregelRunner.Schedule = { caller, number, call in
            let writes: [[PendingWrite]] = [
                [.result(5)], [.noWrites], [.error(Failure(.nodeError, kind: "Old", message: "no"))],
            ]
            return ExecutableTask(call.name, id: "\(number)", writes: writes[number], body: call.body)
        }
        let task = ExecutableTask("a") { [log] attempt in
            let call = TaskCall("b", body: .sync { _ in log.add("ran") })
            attempt.write("x", try attempt.call(call).wait() ?? .null)
            attempt.write("x", try attempt.call(call).wait() ?? .null)
            _ = try attempt.call(call).wait()
        }
        let failure = await #expect(throws: Failure.self) {
            try await form.tick([task], schedule: schedule, puts.put)
        }
        #expect(failure?.kind == "Old")
        #expect(puts["a"] == ["x=5", "x=null", "error Old"])
        #expect(log.entries == [])
    }

    @Test(arguments: TickForm.allCases)
    func `a retried task's calls are not made again`(form: TickForm) async throws {  // RT-7, FN-2
        let task = ExecutableTask(
            "a", id: "a", retry: [.times(2)],
            body: .sync { [log] attempt in
                let call = TaskCall(
                    "b",
                    body: .sync {
                        log.add("ran")
                        $0.finish(with: 1)
                    })
                attempt.write("x", try attempt.call(call).wait() ?? .null)
                if attempt.number == 1 { throw NodeError("no") }
            })
        try await form.tick([task], clock: ScriptedClock(), schedule: schedule, puts.put)
        #expect(log.entries == ["ran"])
        #expect(puts["a"] == ["x=1"])
    }

    @Test(arguments: TickForm.allCases) func `a call that is not scheduled fails`(form: TickForm) async throws {
        let task = ExecutableTask("a") { _ = try $0.call(TaskCall("b", body: .sync { _ in })) }
        let failure = await #expect(throws: Failure.self) { try await form.tick([task], puts) }
        #expect(failure?.message.contains("\"b\"") == true)
    }

    @Test(arguments: TickForm.allCases)
    func `once a task has failed, calls are refused and their callers cancelled`(form: TickForm) async throws {
        let (running, log) = (Gate(), log)
        let caller = ExecutableTask("caller") { attempt in
            running.open()
            while !attempt.isCancelled { yieldThread() }
            _ = try attempt.call(TaskCall("late", body: .sync { _ in log.add("ran") }))
        }
        let bad = ExecutableTask("bad") { _ in
            running.pass()
            throw NodeError(kind: "K", "no")
        }
        let failure = await #expect(throws: Failure.self) {
            try await form.tick([caller, bad], schedule: schedule, puts.put)
        }
        #expect(failure?.kind == "K")
        #expect(puts["caller"] == ["error CancelledError"])
        #expect(log.entries == [])
    }
}

extension Int {
    fileprivate var asValue: Value { Value(self) }
}
