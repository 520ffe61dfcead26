import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// What a tick runs, and what is kept of each task (RUN-1 to RUN-3), in both forms.
@Suite(.timeLimit(.minutes(10))) struct PregelRunnerTests {
    private let puts = Puts()
    private let log = Log<String>()

    @Test(arguments: TickForm.allCases) func `no tasks are no work`(form: TickForm) async throws {
        try await form.tick([], puts)
        #expect(puts.ids == [])
    }

    @Test(arguments: TickForm.allCases) func `all tasks run, and what each did is kept`(form: TickForm) async throws {
        let a = ExecutableTask("a") { $0.write("x", 1) }
        let b = ExecutableTask.async("b") {
            $0.write("x", 2)
            $0.write("y", 3)
        }
        try await form.tick([a, b], puts)
        #expect(puts.ids.sorted() == ["a", "b"])
        #expect(puts["a"] == ["x=1"])
        #expect(puts["b"] == ["x=2", "y=3"])
    }

    @Test(arguments: TickForm.allCases)
    func `a task that has writes has run before, and is left alone`(form: TickForm) async throws {  // RUN-1
        let body: @Sendable (TaskAttempt) -> Void = { [log] in log.add($0.task.name) }
        let before = ExecutableTask("before", id: "1", writes: [.noWrites], body: .sync(body))
        try await form.tick([before, ExecutableTask("now", body)], puts)
        #expect(log.entries == ["now"])
        #expect(puts.ids == ["now"])
    }

    @Test func `a task alone runs on the calling thread`() async throws {  // RUN-1
        let puts = puts
        let isSame = try await onThread {
            let threads = Log<UInt>()
            threads.add(currentThread())
            try withBackgroundExecutor { executor in
                try PregelRunner(executor: executor, putWrites: puts.put).tick([
                    ExecutableTask("a") { _ in threads.add(currentThread()) }
                ])
            }
            return threads.entries[0] == threads.entries[1]
        }
        #expect(isSame)
    }

    @Test func `a timeout takes even one task off the calling thread`() async throws {  // RUN-9
        let clock = ScriptedClock(standsStill: true)
        let puts = puts
        let isSame = try await onThread {
            let threads = Log<UInt>()
            threads.add(currentThread())
            try withBackgroundExecutor { executor in
                try PregelRunner(executor: executor, clock: clock, putWrites: puts.put).tick(
                    [ExecutableTask("a") { _ in threads.add(currentThread()) }], timeout: 1)
            }
            return threads.entries[0] == threads.entries[1]
        }
        #expect(!isSame)
    }

    @Test(arguments: TickForm.allCases, [1, 2])
    func `a task that does nothing is marked as finished`(form: TickForm, count: Int) async throws {  // RUN-2
        let silent = ExecutableTask("silent") { _ in }
        let answered = ExecutableTask(
            "answered", id: "answered", answers: [1], body: .sync { _ = try $0.interrupt("?") })
        try await form.tick(count == 1 ? [answered] : [answered, silent], puts)
        #expect(puts["answered"] == ["answered 1", "__no_writes__"])
        #expect(count == 1 || puts["silent"] == ["__no_writes__"])
    }

    @Test(arguments: TickForm.allCases, [1, 2])
    func `a failure comes after what the task had written`(form: TickForm, count: Int) async throws {  // RUN-3
        let bad = ExecutableTask("bad") {
            $0.write("x", 1)
            throw NodeError(kind: "K", "no")
        }
        let good = ExecutableTask("good", id: "good", writes: [.noWrites], body: .sync { _ in })
        let failure = await #expect(throws: Failure.self) {
            try await form.tick(count == 1 ? [bad] : [bad, good], puts)
        }
        #expect(failure?.kind == "K")
        #expect(failure?.node == "bad")
        #expect(puts["bad"] == ["x=1", "error K"])
    }

    @Test(arguments: TickForm.allCases, [1, 2])
    func `of a task that asks its questions and answers are kept`(form: TickForm, count: Int) async throws {  // RUN-3
        let asks = ExecutableTask(
            "asks", id: "asks", answers: ["yes"],
            body: .sync {
                $0.write("x", 1)
                _ = try $0.interrupt("sure?")
                _ = try $0.interrupt("really?")
            })
        let other = ExecutableTask("other") { $0.write("y", 2) }
        let bubble = await #expect(throws: BubbleUp.self) {
            try await form.tick(count == 1 ? [asks] : [asks, other], puts)
        }
        #expect(bubble?.questions == ["really?"])
        #expect(puts["asks"] == [#"asks "really?""#, #"answered "yes""#])
        #expect(count == 1 || puts["other"] == ["y=2"])
    }

    @Test(arguments: TickForm.allCases, [1, 2])
    func `nothing is kept of a task that commands its parent or drains`(form: TickForm, count: Int) async throws {
        for bubble in [BubbleUp.command(ParentCommand()), .drained("enough"), .interrupted([])] {  // RUN-3
            let puts = Puts()
            let bad = ExecutableTask("bad") {
                $0.write("x", 1)
                throw bubble
            }
            let other = ExecutableTask("other") { $0.write("y", 2) }
            await #expect(throws: BubbleUp.self) { try await form.tick(count == 1 ? [bad] : [bad, other], puts) }
            #expect(puts.ids == (count == 1 ? [] : ["other"]))
        }
    }

    @Test(arguments: TickForm.allCases)
    func `only what succeeds is told as finished, before its writes are put`(form: TickForm) async throws {
        let log = log
        let tasks = [
            ExecutableTask("good") { _ in },
            ExecutableTask("asks") { _ = try $0.interrupt("?") },
            ExecutableTask("bad") { _ in throw NodeError("no") },
        ]
        for task in tasks {
            try await form.tick(
                [task], reraise: false, finished: { log.add("finished \($0)") }, { id, _ in log.add("put \(id)") })
        }
        #expect(log.entries == ["finished good", "put good", "put asks", "put bad"])
    }

    @Test(arguments: TickForm.allCases)
    func `the runner's policies are for tasks that have none`(form: TickForm) async throws {  // RT-5
        let clock = ScriptedClock()
        let body: @Sendable (TaskAttempt) throws -> Void = { if $0.number == 1 { throw NodeError("no") } }
        let own = ExecutableTask("own", id: "own", retry: [.times(2, first: 3)], body: .sync(body))
        for task in [own, ExecutableTask("none", body)] {
            try await form.tick([task], retry: [.times(2, first: 7)], clock: clock, puts.put)
        }
        #expect(clock.waits == [3, 7])
        #expect(puts["own"] == ["__no_writes__"])
    }

    @Test func `the caller has its say first, as tasks end, and before anything is thrown`() async throws {
        let (puts, log) = (puts, log)
        let second = Gate()
        await #expect(throws: BubbleUp.self) {
            try await onThread {
                try withBackgroundExecutor { executor in
                    try PregelRunner(executor: executor, putWrites: puts.put).tick(
                        [
                            ExecutableTask("a") { $0.write("x", 1) },
                            ExecutableTask("b") {
                                second.pass()
                                _ = try $0.interrupt("?")
                            },
                        ],
                        yield: {
                            log.add("\(puts.ids)")
                            if puts.ids == ["a"] { second.open() }
                        })
                }
            }
        }
        #expect(log.entries.first == "[]")
        #expect(log.entries.contains("[\"a\"]"))
        #expect(log.entries.last == "[\"a\", \"b\"]")
    }
}
