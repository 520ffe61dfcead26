import Synchronization
import Testing

@testable import PregelEngine

@Suite struct TimerQueueTests {
    private final class Seen: Sendable {
        private let list = Mutex<[Int]>([])

        func note(_ number: Int) { list.withLock { $0.append(number) } }
        var numbers: [Int] { list.withLock { $0 } }
    }

    @Test func `timers come by time, of one time in the order in which they were set`() throws {
        var queue = TimerQueue()
        let seen = Seen()
        let times: [Int64] = [5, 1, 9, 5, 1, 3, 9, 2, 5, 0]
        for (number, time) in times.enumerated() { queue.add(time) { seen.note(number) } }
        var last = Int64.min
        while let next = queue.nextTime {
            #expect(next >= last)
            last = next
            let taken = queue.takeNext()
            let action = try #require(taken)
            action()
        }
        #expect(seen.numbers == [9, 1, 4, 7, 5, 0, 3, 8, 2, 6])
        #expect(queue.takeNext() == nil)
    }

    @Test func `timers that are set between others come in between`() {
        var queue = TimerQueue()
        for time in stride(from: Int64(0), to: 1000, by: 2) { queue.add(time) {} }
        for _ in 0..<250 { _ = queue.takeNext() }
        #expect(queue.nextTime == 500)
        queue.add(501) {}
        _ = queue.takeNext()
        #expect(queue.nextTime == 501)
    }
}
