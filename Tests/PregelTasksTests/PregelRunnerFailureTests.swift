import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// What one task's end means for the others (RUN-4 to RUN-7), in both forms and in several orders.
@Suite(.timeLimit(.minutes(10))) struct PregelRunnerFailureTests {
    private let puts = Puts()
    private let log = Log<String>()

    /// A task that fails once the door is open.
    private func failing(_ name: String, _ door: Gate, then next: Gate? = nil) -> ExecutableTask {
        .async(name) { attempt in
            await door.wait()
            attempt.write("x", Value(name))
            defer { next?.open() }
            throw NodeError(kind: name, "no")
        }
    }

    @Test(arguments: TickForm.allCases)
    func `what finished before a failure is kept, and so is a synchronous task that runs`(
        form: TickForm
    ) async throws {  // RUN-4, RUN-5
        let running = Gate()
        let tasks = [
            ExecutableTask("done") { $0.write("x", 1) },
            ExecutableTask("runs") { attempt in
                running.open()
                // The other's failure tells this one; it goes on all the same.
                while !attempt.isCancelled { yieldThread() }
                attempt.write("x", 2)
            },
            ExecutableTask.async("bad") { [puts] attempt in
                await running.wait()
                while puts["done"] == nil { await Task.yield() }
                throw NodeError(kind: "K", "no")
            },
        ]
        let failure = await #expect(throws: Failure.self) { try await form.tick(tasks, puts) }
        #expect(failure?.kind == "K")
        #expect(puts.ids.sorted() == ["bad", "done", "runs"])
        #expect(puts["done"] == ["x=1"])
        #expect(puts["runs"] == ["x=2"])
        #expect(puts["bad"] == ["error K"])
    }

    @Test(arguments: TickForm.allCases)
    func `asynchronous tasks are cancelled by a failure, and keep what they wrote with the reason`(
        form: TickForm
    ) async throws {  // RUN-6
        let running = Gate()
        let tasks = [
            ExecutableTask.async("waits") { attempt in
                attempt.write("x", 1)
                running.open()
                try await cancelled()
            },
            failing("bad", running),
        ]
        await #expect(throws: Failure.self) { try await form.tick(tasks, puts) }
        #expect(puts["waits"] == ["x=1", "error CancelledError"])
        #expect(puts["bad"] == [#"x="bad""#, "error bad"])
    }

    @Test(arguments: TickForm.allCases)
    func `what has not begun never does once a task has failed`(form: TickForm) async throws {  // RUN-4, RUN-5
        let log = log
        let tasks =
            [ExecutableTask("bad") { _ in throw NodeError(kind: "K", "no") }]
            + ["b", "c"].map { ExecutableTask($0) { attempt in log.add(attempt.task.name) } }
        await #expect(throws: Failure.self) { try await form.tick(tasks, limit: 1, puts.put) }
        #expect(log.entries == [])
        #expect(puts.ids.sorted() == ["b", "bad", "c"])
        #expect(puts["b"] == ["error CancelledError"])
        #expect(puts["c"] == ["error CancelledError"])
    }

    @Test(arguments: TickForm.allCases)
    func `a task that waits for another attempt is given up`(form: TickForm) async throws {
        let (clock, log) = (ScriptedClock(standsStill: true), log)
        let again = ExecutableTask(
            "again", id: "again", retry: [.times(3, on: .only(["Again"]))],
            body: .sync { _ in
                log.add("attempt")
                throw NodeError(kind: "Again", "no")
            })
        let bad = ExecutableTask("bad") { _ in
            while clock.waits.isEmpty { yieldThread() }
            throw NodeError(kind: "K", "no")
        }
        let failure = await #expect(throws: Failure.self) { try await form.tick([again, bad], clock: clock, puts.put) }
        #expect(failure?.kind == "K")
        #expect(log.count == 1)
        #expect(puts["again"] == ["error CancelledError"])
    }

    @Test(arguments: TickForm.allCases, [["a", "b"], ["b", "a"]])
    func `of several failures the first is thrown, in whichever order they stand`(
        form: TickForm, order: [String]
    ) async throws {  // RUN-7
        let log = log
        let tasks = ["a", "b"].map { name in
            ExecutableTask(name) { attempt in
                log.add(name)
                if name == order[0] {
                    while log.count < 2 { yieldThread() }
                    throw NodeError(kind: name, "first")
                }
                while !attempt.isCancelled { yieldThread() }
                throw NodeError(kind: name, "second")
            }
        }
        let failure = await #expect(throws: Failure.self) { try await form.tick(tasks, puts) }
        #expect(failure?.kind == order[0])
        #expect(puts["a"] == ["error a"])
        #expect(puts["b"] == ["error b"])
    }

    @Test(arguments: TickForm.allCases)
    func `the questions of several tasks are one interrupt, in the order of the tasks`(
        form: TickForm
    ) async throws {  // RUN-7
        let door = Gate()
        let tasks = [
            ExecutableTask.async("a") {
                await door.wait()
                _ = try $0.interrupt("a?")
            },
            ExecutableTask("b") {
                defer { door.open() }
                _ = try $0.interrupt("b?")
            },
            ExecutableTask("c") { $0.write("x", 1) },
        ]
        let bubble = await #expect(throws: BubbleUp.self) { try await form.tick(tasks, puts) }
        #expect(bubble?.questions == ["a?", "b?"])
        #expect(puts["c"] == ["x=1"])
    }

    @Test(arguments: TickForm.allCases, [true, false])
    func `a failure wins over questions and commands, whichever comes first`(
        form: TickForm, isLast: Bool
    ) async throws {  // RUN-7
        let (before, after) = (Gate(), Gate())
        if !isLast { before.open() }
        let asks = ExecutableTask("asks") {
            if !isLast { after.pass() }
            defer { before.open() }
            _ = try $0.interrupt("?")
        }
        let commands = ExecutableTask("commands") { _ in
            if !isLast { after.pass() }
            throw BubbleUp.command(ParentCommand())
        }
        let tasks = [asks, commands, failing("bad", before, then: after)]
        let failure = await #expect(throws: Failure.self) { try await form.tick(tasks, puts) }
        #expect(failure?.kind == "bad")
        #expect(puts["asks"] == [#"asks "?""#])
    }

    @Test(arguments: TickForm.allCases)
    func `a bubble-up stops nobody`(form: TickForm) async throws {  // RUN-4
        for bubble in [BubbleUp.interrupted([]), .command(ParentCommand()), .drained("enough")] {
            let puts = Puts()
            let ended = Gate()
            let tasks = [
                ExecutableTask("bubble") { _ in
                    defer { ended.open() }
                    throw bubble
                },
                ExecutableTask.async("other") {
                    await ended.wait()
                    await Task.yield()
                    $0.write("x", 1)
                },
            ]
            await #expect(throws: BubbleUp.self) { try await form.tick(tasks, puts) }
            #expect(puts["other"] == ["x=1"])
        }
    }

    @Test(arguments: TickForm.allCases)
    func `without reraise failures and questions are kept, and nothing is thrown`(form: TickForm) async throws {
        let asked = Gate()
        let asks = ExecutableTask("asks") {
            defer { asked.open() }
            _ = try $0.interrupt("?")
        }
        try await form.tick([asks, failing("bad", asked)], reraise: false, puts.put)
        try await form.tick(
            [ExecutableTask("alone") { _ in throw NodeError(kind: "K", "no") }], reraise: false, puts.put)
        #expect(puts["asks"] == [#"asks "?""#])
        #expect(puts["bad"] == [#"x="bad""#, "error bad"])
        #expect(puts["alone"] == ["error K"])
    }
}
