import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// What ends a tick from outside: its timeout, and cancelling (RUN-6, RUN-9).
@Suite(.timeLimit(.minutes(10))) struct PregelRunnerTimeoutTests {
    private let puts = Puts()
    private let log = Log<String>()

    @Test(arguments: TickForm.allCases, [true, false])
    func `a timeout cancels what is left, waits for what cannot be, and is thrown`(
        form: TickForm, reraise: Bool
    ) async throws {  // RUN-9
        let (clock, log) = (ScriptedClock(standsStill: true), log)
        let tasks = [
            ExecutableTask("done") { $0.write("x", 1) },
            ExecutableTask("sync") { attempt in
                log.add("sync")
                while !attempt.isCancelled { yieldThread() }
                attempt.write("x", 2)
            },
            ExecutableTask.async("async") { _ in
                log.add("async")
                try await cancelled()
            },
        ]
        let puts = puts
        let ticking = Task { try await form.tick(tasks, timeout: 3, reraise: reraise, clock: clock, puts.put) }
        while log.count < 2 || puts["done"] == nil || clock.waits.isEmpty { await Task.yield() }
        clock.advance(by: 3)
        let failure = await #expect(throws: Failure.self) { try await ticking.value }
        #expect(failure?.code == .stepTimeout)
        #expect(failure?.kind == "TimeoutError")
        #expect(failure?.message.contains("not done: \"sync\", \"async\"") == true)
        #expect(puts["done"] == ["x=1"])
        #expect(puts["sync"] == ["x=2"])
        #expect(puts["async"] == ["error CancelledError"])
    }

    @Test(arguments: TickForm.allCases, [true, false])
    func `what fails or asks after the timeout is kept, and not thrown`(form: TickForm, asks: Bool) async throws {
        let (clock, puts, began) = (ScriptedClock(standsStill: true), puts, Gate())  // RUN-9
        let late = ExecutableTask("late") { attempt in
            began.open()
            while !attempt.isCancelled { yieldThread() }
            if asks { _ = try attempt.interrupt("?") }
            throw NodeError(kind: "K", "no")
        }
        let ticking = Task { try await form.tick([late], timeout: 3, clock: clock, puts.put) }
        await began.wait()
        while clock.waits.isEmpty { await Task.yield() }
        clock.advance(by: 3)
        let failure = await #expect(throws: Failure.self) { try await ticking.value }
        #expect(failure?.code == .stepTimeout)
        #expect(puts["late"] == [asks ? #"asks "?""# : "error K"])
    }

    @Test(arguments: TickForm.allCases)
    func `a question from before the timeout is thrown instead of it`(form: TickForm) async throws {  // RUN-9
        let (clock, puts, counted) = (ScriptedClock(standsStill: true), puts, Gate())
        let tasks = [
            ExecutableTask("asks") { _ = try $0.interrupt("?") },
            ExecutableTask.async("waits") { _ in try await cancelled() },
        ]
        let ticking = Task {
            let yield: @Sendable () -> Void = { if puts["asks"] != nil { counted.open() } }
            try await form.tick(tasks, timeout: 3, clock: clock, yield: yield, puts.put)
        }
        await counted.wait()
        clock.advance(by: 3)
        let bubble = await #expect(throws: BubbleUp.self) { try await ticking.value }
        #expect(bubble?.questions == ["?"])
    }

    @Test(arguments: TickForm.allCases)
    func `a timeout that comes after the end changes nothing`(form: TickForm) async throws {  // RUN-9
        let clock = ScriptedClock(standsStill: true)
        try await form.tick([ExecutableTask("a") { $0.write("x", 1) }], timeout: 3, clock: clock, puts.put)
        clock.advance(by: 9)
        #expect(puts["a"] == ["x=1"])
    }

    @Test(arguments: TickForm.allCases) func `a timeout that cannot be is refused`(form: TickForm) async throws {
        for timeout in [-1, Double.nan] {
            let failure = await #expect(throws: Failure.self) {
                try await form.tick([ExecutableTask("a") { _ in }], timeout: timeout, puts.put)
            }
            #expect(failure?.kind == "ValueError")
        }
        #expect(puts.ids == [])
    }

    @Test(arguments: [1, 2])
    func `cancelling the one that ticks cancels the tasks, and keeps why`(count: Int) async throws {  // RUN-6
        let (puts, began) = (puts, Gate())
        let tasks = (0..<count).map { number in
            ExecutableTask.async("t\(number)") { attempt in
                attempt.write("x", 1)
                if number == count - 1 { began.open() }
                try await cancelled()
            }
        }
        let ticking = Task { try await TickForm.async.tick(tasks, puts) }
        await began.wait()
        ticking.cancel()
        await #expect(throws: CancellationError.self) { try await ticking.value }
        #expect(puts.ids.count == count)
        #expect(puts["t\(count - 1)"] == ["x=1", "error CancelledError"])
    }

    @Test func `leaving the executor's scope cancels a tick that goes on elsewhere, which says so`() async throws {
        let (puts, began) = (puts, Gate())  // EX-3, RUN-6
        let ticking = try await withBackgroundExecutor { executor in
            let ticking = executor.submit {
                try await PregelRunner(executor: executor, putWrites: puts.put).tick([
                    ExecutableTask("a") { $0.write("x", 1) },
                    .async("b") { _ in
                        began.open()
                        try await cancelled()
                    },
                ])
            }
            await began.wait()
            return ticking
        }
        await #expect(throws: CancellationError.self) { try await ticking.value }
        #expect(puts["a"] == ["x=1"])
        #expect(puts["b"] == ["error CancelledError"])
    }

    @Test func `an executor that has ended refuses the tasks, and the tick ends`() async throws {
        let executor = try await withBackgroundExecutor { $0 }
        let failure = await #expect(throws: Failure.self) {
            try await PregelRunner(executor: executor, putWrites: puts.put).tick([
                ExecutableTask("a") { _ in }, ExecutableTask("b") { _ in },
            ])
        }
        #expect(failure?.code == .cancelled)
        #expect(puts.ids.sorted() == ["a", "b"])
    }
}
