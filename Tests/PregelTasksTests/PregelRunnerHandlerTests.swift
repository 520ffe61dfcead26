import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// Error handlers of tasks (RUN-12, RUN-13), in both forms.
@Suite(.timeLimit(.minutes(10))) struct PregelRunnerHandlerTests {
    private let puts = Puts()
    private let log = Log<String>()

    /// A task that fails, and its handler's body.
    private func handled(
        _ name: String, handler: @escaping @Sendable (TaskAttempt, Failure) throws -> Void
    ) -> ExecutableTask {
        ExecutableTask(
            name, id: name, input: 5,
            errorHandler: { failed, failure in
                ExecutableTask(
                    "handler", id: "handler of \(name)", input: failed.input, body: .sync { try handler($0, failure) })
            },
            body: .sync {
                $0.write("x", 1)
                throw NodeError(kind: "K", "no")
            })
    }

    @Test(arguments: TickForm.allCases, [1, 2])
    func `a failed task's handler runs in its place, with its input and failure`(
        form: TickForm, count: Int
    ) async throws {  // RUN-12
        let bad = handled("bad") { attempt, failure in attempt.write(failure.kind, attempt.input) }
        let other = ExecutableTask("other") { _ in }
        try await form.tick(count == 1 ? [bad] : [bad, other], puts)
        #expect(puts["bad"] == ["x=1", "error K", "error of bad"])
        #expect(puts["handler of bad"] == ["K=5"])
        #expect(puts.ids.filter { $0 != "other" } == ["bad", "handler of bad"])
    }

    @Test(arguments: TickForm.allCases, [1, 2])
    func `a handler's failure ends the superstep, and no handler handles it`(
        form: TickForm, count: Int
    ) async throws {  // RUN-12
        let log = log
        let bad = ExecutableTask(
            "bad", id: "bad",
            errorHandler: { _, _ in
                ExecutableTask(
                    "handler", id: "handler",
                    errorHandler: { failed, _ in
                        log.add("handled again")
                        return failed
                    }, body: .sync { _ in throw NodeError(kind: "H", "no") })
            }, body: .sync { _ in throw NodeError(kind: "K", "no") })
        let other = ExecutableTask("other") { _ in }
        let failure = await #expect(throws: Failure.self) {
            try await form.tick(count == 1 ? [bad] : [bad, other], puts)
        }
        #expect(failure?.kind == "H")
        #expect(puts["handler"] == ["error H"])
        #expect(log.entries == [])
    }

    @Test(arguments: TickForm.allCases)
    func `a handler comes after the last attempt, and takes no bubble-up`(form: TickForm) async throws {  // RUN-12
        let (clock, log) = (ScriptedClock(), log)
        let make: @Sendable (@escaping @Sendable (TaskAttempt) throws -> Void) -> ExecutableTask = { body in
            ExecutableTask(
                "a", id: "a", retry: [.times(3)],
                errorHandler: { _, failure in
                    log.add("after \(failure.attempt)")
                    return ExecutableTask("handler") { _ in }
                }, body: .sync(body))
        }
        try await form.tick([make { _ in throw NodeError("no") }], clock: clock, puts.put)
        await #expect(throws: BubbleUp.self) { try await form.tick([make { _ = try $0.interrupt("?") }], puts) }
        #expect(log.entries == ["after 3"])
        #expect(clock.waits == [1, 2])
    }

    @Test(arguments: TickForm.allCases)
    func `a handler does not run once another task has failed, but is noted`(form: TickForm) async throws {  // RUN-13
        let (running, log) = (Gate(), log)
        let late = ExecutableTask(
            "late", id: "late",
            errorHandler: { failed, _ in
                log.add("handled")
                return failed
            },
            body: .sync { attempt in
                running.open()
                while !attempt.isCancelled { yieldThread() }
                throw NodeError(kind: "L", "no")
            })
        let bad = ExecutableTask("bad") { _ in
            running.pass()
            throw NodeError(kind: "K", "no")
        }
        let failure = await #expect(throws: Failure.self) { try await form.tick([late, bad], puts) }
        #expect(failure?.kind == "K")
        #expect(puts["late"] == ["error L", "error of late"])
        #expect(log.entries == [])
    }
}
