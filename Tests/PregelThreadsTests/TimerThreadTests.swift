import Synchronization
import Testing

@testable import PregelThreads

@Suite struct TimerThreadTests {
    /// An hour, which no test waits for.
    private let long = Duration.seconds(3600)

    @Test func `actions are done at their times, the earliest first`() async {
        // The thread begins once all of them are set.
        let serve = Mutex<(@Sendable () -> Void)?>(nil)
        let timers = TimerThread(start: { body in
            serve.withLock { $0 = body }
            return true
        })
        let start = TimerThread.now
        let seen = AsyncStream.makeStream(of: (Int, Int64).self)
        for (number, delay) in [3_000_000, 1_000_000, 2_000_000].enumerated() {
            timers.set(at: start + Int64(delay)) { seen.continuation.yield((number, TimerThread.now - start)) }
        }
        if let body = serve.withLock({ $0 }) { #expect(SystemThread.start(body)) }
        var numbers: [Int] = []
        for await (number, time) in seen.stream.prefix(3) {
            numbers.append(number)
            #expect(time >= [3_000_000, 1_000_000, 2_000_000][number])
        }
        #expect(numbers == [1, 2, 0])
    }

    @Test func `a sleep takes as long as it says`() async throws {
        let timers = TimerThread()
        let start = TimerThread.now
        try await timers.sleep(for: .milliseconds(2))
        #expect(TimerThread.now - start >= 2_000_000)
    }

    @Test func `a sleep of no time ends at once, and needs no thread`() async throws {
        let timers = TimerThread(start: { _ in
            Issue.record("no thread is needed")
            return false
        })
        try await timers.sleep(for: .zero)
        try await timers.sleep(for: .seconds(-1))
    }

    @Test func `many sleep side by side`() async throws {
        let timers = TimerThread()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<1000 { group.addTask { try await timers.sleep(for: .milliseconds(1)) } }
            try await group.waitForAll()
        }
    }

    @Test func `a sleep ends at once when its task is cancelled in it`() async {
        let timers = TimerThread()
        let sleeper = Task { try await timers.sleep(for: long) }
        await untilSet(1, timers)
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test func `a cancelled task does not fall asleep`() async {
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask { try await TimerThread().sleep(for: long) }
                try await group.waitForAll()
            }
        }
    }

    @Test func `cancelled sleeps do not pile up, and those beside them go on`() async throws {
        let timers = TimerThread()
        let cancelled = (0..<1000).map { _ in Task { try await timers.sleep(for: long) } }
        await untilSet(1000, timers)
        let other = Task { try await timers.sleep(for: .milliseconds(1)) }
        for task in cancelled { task.cancel() }
        for task in cancelled { await #expect(throws: CancellationError.self) { try await task.value } }
        try await other.value
        #expect(timers.count <= 65)
    }

    @Test func `a time that no clock reaches does not end, but for cancelling`() async {
        let timers = TimerThread()
        let sleeper = Task { try await timers.sleep(for: .seconds(Int64.max)) }
        await untilSet(1, timers)
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    /// Until so many timers are set.
    private func untilSet(_ count: Int, _ timers: TimerThread) async {
        while timers.count < count { await Task.yield() }
    }

    @Test func `where the system gives no thread, a sleep is refused, and the next one tries again`() async throws {
        let tries = Atomic<Int>(0)
        let timers = TimerThread(start: { body in
            tries.add(1, ordering: .relaxed).newValue > 2 && SystemThread.start(body)
        })
        await #expect(throws: NoThreads.self) { try await timers.sleep(for: long) }
        await #expect(throws: NoThreads.self) { try await timers.sleep(for: .milliseconds(1)) }
        try await timers.sleep(for: .milliseconds(1))
        #expect(tries.load(ordering: .relaxed) == 3)
    }
}
