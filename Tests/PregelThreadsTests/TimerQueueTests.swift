import Testing

@testable import PregelThreads

@Suite struct TimerQueueTests {
    private func timers(_ times: [Int64], in queue: inout TimerQueue) -> [Timer] {
        let timers = times.map { Timer($0) }
        for timer in timers { _ = queue.add(timer) }
        return timers
    }

    /// The places of timers in `all`, in the order in which they come.
    private func drain(_ queue: inout TimerQueue, _ all: [Timer]) -> [Int] {
        var order: [Int] = []
        while let next = queue.takeNext() { all.firstIndex { $0 === next }.map { order.append($0) } }
        return order
    }

    @Test func `timers come by time, of one time in the order in which they were set`() {
        var queue = TimerQueue()
        let all = timers([5, 1, 9, 5, 1, 3, 9, 2, 5, 0], in: &queue)
        let order = drain(&queue, all)
        let next = queue.nextTime
        #expect(order == [9, 1, 4, 7, 5, 0, 3, 8, 2, 6] && next == nil)
    }

    @Test func `timers that are set between others come in between`() {
        var queue = TimerQueue()
        _ = timers(Array(stride(from: Int64(0), to: 1000, by: 2)), in: &queue)
        for _ in 0..<250 { _ = queue.takeNext() }
        var next = queue.nextTime
        #expect(next == 500)
        let isNext = (queue.add(Timer(501)), queue.add(Timer(499)))
        #expect(isNext == (false, true))
        for _ in 0..<2 { _ = queue.takeNext() }
        next = queue.nextTime
        #expect(next == 501)
    }

    @Test func `cancelled timers leave before they are more than those that wait, and the others stay in order`() {
        var queue = TimerQueue()
        let all = timers((0..<1000).map { Int64($0 * 7 % 1000) }, in: &queue)
        for (number, timer) in all.enumerated() where number % 8 != 0 {
            timer.isCancelled = true
            queue.noteCancelled()
            let waiting = all.count { !$0.isCancelled }
            let count = queue.count
            #expect(count <= 2 * max(waiting, 64))
        }
        let left = drain(&queue, all).filter { $0 % 8 == 0 }
        #expect(left.count == 125 && left.map { $0 * 7 % 1000 } == left.map { $0 * 7 % 1000 }.sorted())
    }

    @Test func `a queue lets go of its timers when it ends`() {
        weak var timer: Timer?
        do {
            var queue = TimerQueue()
            timer = timers([1], in: &queue)[0]
            let count = queue.count
            #expect(count == 1 && timer != nil)
        }
        #expect(timer == nil)
    }
}
