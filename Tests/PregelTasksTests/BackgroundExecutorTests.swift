import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// Background tasks: results, limits, cancelling (EX-1, EX-2).
@Suite(.timeLimit(.minutes(10))) struct BackgroundExecutorTests {
    private let log = Log<String>()

    // MARK: Results

    @Test func `a task's result can be waited for`() async throws {
        let results = try await onThread {
            try withBackgroundExecutor { executor in
                let sync = executor.submit(name: "seven") { 7 }
                let async = executor.submit {
                    await Task.yield(); return 8
                }
                return (try sync.wait(), try async.wait(), sync.name, async.isDone)
            }
        }
        #expect(results == (7, 8, "seven", true))
    }

    @Test func `a task's error is its result`() async throws {
        try await withBackgroundExecutor { executor in
            let fails = executor.submit(reraiseOnExit: false) { () throws -> Int in throw NodeError(kind: "K", "no") }
            await #expect(throws: NodeError.self) { try await fails.value }
        }
    }

    @Test func `an asynchronous task has its name`() async throws {
        let name = try await withBackgroundExecutor { executor in
            try await executor.submit(name: "named") { () async -> String? in Task.name }.value
        }
        #expect(name == "named")
    }

    // MARK: The limit

    @Test(arguments: [1, 2]) func `no more tasks run at a time than the limit, of both kinds`(limit: Int) async throws {
        let crowd = Crowd()  // EX-1
        try await withBackgroundExecutor(limit: limit) { executor in
            for _ in 0..<20 {
                executor.submit { crowd.visit() }
                executor.submit {
                    crowd.enter()
                    await Task.yield()
                    crowd.leave()
                }
            }
        }
        #expect(crowd.visits == 40)
        #expect(crowd.most <= limit)
    }

    @Test func `without a limit asynchronous tasks all run at once`() async throws {  // EX-1
        let all = Gate()
        let crowd = Crowd()
        try await withBackgroundExecutor { executor in
            for _ in 0..<100 {
                executor.submit {
                    if crowd.enter() == 100 { all.open() }
                    await all.wait()
                }
            }
        }
        #expect(crowd.most == 100)
    }

    @Test func `without a limit synchronous tasks have LangGraph's`() async throws {  // EX-1
        let crowd = Crowd()
        try await withBackgroundExecutor { executor in
            for _ in 0..<200 { executor.submit { crowd.visit() } }
        }
        #expect(crowd.visits == 200)
        #expect(crowd.most <= 32)
    }

    @Test func `tasks that wait for each other never use up the places`() async throws {
        let depth = 20
        let sum = try await onThread {
            try withBackgroundExecutor(limit: 1) { executor in
                @Sendable func nest(_ depth: Int) throws -> Int {
                    depth == 0 ? 0 : try executor.submit { try nest(depth - 1) }.wait() + 1
                }
                return try nest(depth)
            }
        }
        #expect(sum == depth)
        let other = try await withBackgroundExecutor(limit: 1) { executor in
            @Sendable func nest(_ depth: Int) async throws -> Int {
                depth == 0 ? 0 : try await executor.submit { try await nest(depth - 1) }.value + 1
            }
            return try await nest(depth)
        }
        #expect(other == depth)
    }

    @Test func `a task of the next tick lets those that wait go first`() async throws {  // EX-2
        let door = Gate()
        try await withBackgroundExecutor(limit: 1) { executor in
            executor.submit { door.pass() }
            executor.submit(nextTick: true) { log.add("later") }
            executor.submit { log.add("a") }
            executor.submit { log.add("b") }
            door.open()
        }
        #expect(log.entries == ["a", "b", "later"])
    }

    // MARK: Cancelling

    @Test func `a task that has not begun is cancelled for good`() async throws {
        let door = Gate()
        try await withBackgroundExecutor(limit: 1) { executor in
            executor.submit { door.pass() }
            let waits = executor.submit { log.add("ran") }
            #expect(waits.cancel())
            #expect(!waits.cancel())
            #expect(waits.isCancelled)
            await #expect(throws: CancellationError.self) { try await waits.value }
            door.open()
        }
        #expect(log.entries == [])
    }

    @Test func `a synchronous task that runs goes on when it is cancelled`() async throws {
        let (began, door) = (Gate(), Gate())
        try await withBackgroundExecutor { executor in
            let runs = executor.submit {
                began.open()
                door.pass()
                return 1
            }
            await began.wait()
            #expect(!runs.cancel())
            door.open()
            let value = try await runs.value
            #expect(value == 1)
        }
    }

    @Test func `an asynchronous task that runs is told`() async throws {
        let began = Gate()
        try await withBackgroundExecutor { executor in
            let runs = executor.submit {
                began.open()
                try await cancelled()
            }
            await began.wait()
            #expect(!runs.cancel())
            await #expect(throws: CancellationError.self) { try await runs.value }
        }
    }

    @Test func `cancelling the one that waits does not cancel the task`() async throws {
        let (began, door) = (Gate(), Gate())
        try await withBackgroundExecutor { executor in
            let runs = executor.submit {
                await door.wait()
                return 1
            }
            let waits = Task {
                began.open()
                return try await runs.value
            }
            await began.wait()
            waits.cancel()
            await #expect(throws: CancellationError.self) { try await waits.value }
            #expect(!runs.isDone)
            door.open()
            let value = try await runs.value
            #expect(value == 1)
        }
    }
}
