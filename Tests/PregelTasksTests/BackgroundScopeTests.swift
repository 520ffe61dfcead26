import PregelEngine
import PregelTestSupport
import PregelValues
import Testing

@testable import PregelTasks

/// What leaving an executor's scope does (EX-2, EX-3).
@Suite(.timeLimit(.minutes(10))) struct BackgroundScopeTests {
    private let log = Log<String>()

    @Test func `leaving waits for all tasks`() async throws {  // EX-3
        let door = Gate()
        try await onThread { [log] in
            try withBackgroundExecutor { executor in
                executor.submit {
                    door.pass()
                    log.add("sync")
                }
                executor.submit {
                    await door.wait()
                    log.add("async")
                }
                door.open()
            }
        }
        #expect(log.entries.sorted() == ["async", "sync"])
    }

    @Test func `leaving cancels the tasks that are to be cancelled, and no others`() async throws {  // EX-2, EX-3
        let (began, alsoBegan, door) = (Gate(), Gate(), Gate())
        try await withBackgroundExecutor(limit: 2) { executor in
            executor.submit(cancelOnExit: true) { [log] in
                began.open()
                do { try await cancelled() } catch {
                    log.add("told")
                    door.open()
                    throw error
                }
            }
            executor.submit(cancelOnExit: true) { [log] in
                alsoBegan.open()
                door.pass()
                log.add("goes on")
            }
            executor.submit(cancelOnExit: true) { [log] in log.add("never") }
            executor.submit { [log] in log.add("kept") }
            await began.wait()
            await alsoBegan.wait()
        }
        #expect(log.entries.first == "told")
        #expect(log.entries.sorted() == ["goes on", "kept", "told"])
    }

    @Test func `leaving throws the failure of the task that was submitted first`() async throws {  // EX-3
        let door = Gate()
        let error = await #expect(throws: NodeError.self) {
            try await withBackgroundExecutor { executor in
                executor.submit {
                    door.pass()
                    throw NodeError(kind: "First", "ended last")
                }
                executor.submit {
                    defer { door.open() }
                    throw NodeError(kind: "Second", "ended first")
                }
                executor.submit {}
            }
        }
        #expect(error?.kind == "First")
    }

    @Test func `leaving throws nothing that is not to be thrown`() async throws {  // EX-3
        let began = Gate()
        let result = try await withBackgroundExecutor { executor in
            executor.submit(reraiseOnExit: false) { throw NodeError("kept quiet") }
            executor.submit { throw BubbleUp.interrupted([]) }
            executor.submit { throw BubbleUp.command(ParentCommand()) }
            executor.submit { throw BubbleUp.drained("enough") }
            executor.submit { throw CancellationError() }
            executor.submit { throw Failure(.cancelled, message: "so was the run") }
            executor.submit(cancelOnExit: true) {
                began.open()
                try await cancelled()
            }
            await began.wait()
            return "left"
        }
        #expect(result == "left")
    }

    @Test func `what the body throws goes before what tasks throw, which are waited for`() async throws {  // EX-3
        let door = Gate()
        let thrown = await #expect(throws: NodeError.self) {
            try await onThread { [log] in
                try withBackgroundExecutor { executor in
                    let fails = executor.submit { throw NodeError(kind: "Task", "no") }
                    executor.submit {
                        door.pass()
                        log.add("waited for")
                    }
                    _ = try? fails.wait()
                    door.open()
                    throw NodeError(kind: "Body", "no")
                }
            }
        }
        #expect(thrown?.kind == "Body")
        #expect(log.entries == ["waited for"])
    }

    @Test func `tasks that tasks submit while the scope is left are waited for too`() async throws {  // EX-3
        let door = Gate()
        try await withBackgroundExecutor { executor in
            executor.submit { [log] in
                door.pass()
                executor.submit {
                    log.add("child")
                    executor.submit { log.add("grandchild") }
                }
                log.add("parent")
            }
            executor.submit { door.open() }
        }
        #expect(log.entries.sorted() == ["child", "grandchild", "parent"])
    }

    @Test func `a task to be cancelled that comes while the scope is left never begins`() async throws {  // EX-3
        let told = Gate()
        try await withBackgroundExecutor { executor in
            executor.submit(cancelOnExit: true) { [log] in
                try? await cancelled()
                executor.submit(cancelOnExit: true) { log.add("never") }
                told.open()
            }
        }
        #expect(log.entries == [])
    }

    @Test func `cancelling the one whose scope it is leaves nothing running`() async throws {  // EX-3
        let (began, kept) = (Gate(), Gate())
        let scope = Task { [log] in
            try await withBackgroundExecutor { executor in
                let waited = executor.submit(cancelOnExit: true) {
                    began.open()
                    defer { log.add("told") }
                    try await cancelled()
                }
                executor.submit {
                    await kept.wait()
                    log.add("kept")
                }
                do { try await waited.value } catch {
                    kept.open()
                    throw error
                }
            }
        }
        await began.wait()
        scope.cancel()
        await #expect(throws: CancellationError.self) { try await scope.value }
        #expect(log.entries.sorted() == ["kept", "told"])
    }

    @Test func `a task that comes after the scope was left is refused`() async throws {
        let executor = try await withBackgroundExecutor { $0 }
        let late = executor.submit(name: "late") { [log] in log.add("ran") }
        let failure = await #expect(throws: Failure.self) { try await late.value }
        #expect(failure?.code == .cancelled)
        #expect(failure?.message.contains("\"late\"") == true)
        #expect(log.entries == [])
    }

    @Test func `an executor whose scope was left keeps nothing of its tasks`() async throws {
        weak var kept: Log<String>?
        let executor = try await withBackgroundExecutor(limit: 1) { executor in
            let value = Log<String>()
            kept = value
            executor.submit { value.add("sync") }
            executor.submit { value.add("async") }
            executor.submit(cancelOnExit: true) { value.add("cancelled") }
            return executor
        }
        while kept != nil { await Task.yield() }
        withExtendedLifetime(executor) {}
    }
}
