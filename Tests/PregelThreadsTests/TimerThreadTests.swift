import Synchronization
import Testing

@testable import PregelThreads

@Suite struct TimerThreadTests {
    /// An hour, which no test waits for.
    private let long = Duration.seconds(3600)

    @Test func `actions are done at their times, the earliest first`() async {
        let timers = TimerThread()
        let start = TimerThread.now
        let seen = AsyncStream.makeStream(of: (Int, Int64).self)
        for (number, delay) in [3_000_000, 1_000_000, 2_000_000].enumerated() {
            timers.set(at: start + Int64(delay)) { seen.continuation.yield((number, TimerThread.now - start)) }
        }
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

    @Test func `a sleep of no time ends at once`() async throws {
        try await TimerThread(start: { _ in false }).sleep(for: .zero)
        try await TimerThread(start: { _ in false }).sleep(for: .seconds(-1))
    }

    @Test func `many sleep side by side`() async throws {
        let timers = TimerThread()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<1000 { group.addTask { try await timers.sleep(for: .milliseconds(1)) } }
            try await group.waitForAll()
        }
    }

    @Test func `a sleep ends at once when its task is cancelled, before it or in it`() async {
        let timers = TimerThread()
        let sleeper = Task { try await timers.sleep(for: long) }
        let inIt = Task {
            await Task.yield()
            sleeper.cancel()
        }
        await inIt.value
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask { try await timers.sleep(for: long) }
                try await group.waitForAll()
            }
        }
    }

    @Test func `cancelled sleeps do not pile up, and those beside them go on`() async throws {
        let timers = TimerThread()
        let other = Task { try await timers.sleep(for: .milliseconds(3)) }
        let cancelled = (0..<1000).map { _ in Task { try await timers.sleep(for: long) } }
        for task in cancelled { task.cancel() }
        for task in cancelled { await #expect(throws: CancellationError.self) { try await task.value } }
        try await other.value
        #expect(timers.count <= 65)
    }

    @Test func `a time that no clock reaches does not end, but for cancelling`() async {
        let sleeper = Task { try await TimerThread().sleep(for: .seconds(Int64.max)) }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
    }

    @Test func `where the system gives no thread, a sleep is Swift's own, and the next one tries again`() async throws {
        let tries = Atomic<Int>(0)
        let timers = TimerThread(start: { _ in
            tries.add(1, ordering: .relaxed)
            return false
        })
        try await timers.sleep(for: .milliseconds(1))
        try await timers.sleep(for: .milliseconds(1))
        #expect(tries.load(ordering: .relaxed) == 2)
    }
}
