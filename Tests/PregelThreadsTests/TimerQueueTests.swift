import Testing

@testable import PregelThreads

@Suite struct TimerQueueTests {
    private func timers(_ times: [Int64], in queue: inout TimerQueue) -> [Timer] {
        let timers = times.map { Timer($0) }
        for timer in timers { queue.add(timer) }
        return timers
    }

    /// The places of timers in `all`, in the order in which they come.
    private func drain(_ queue: inout TimerQueue, _ all: [Timer]) -> [Int?] {
        var order: [Int?] = []
        while let next = queue.next {
            order.append(all.firstIndex { $0 === next })
            queue.remove(next)
        }
        return order
    }

    @Test func `timers come by time, of one time in the order in which they were set`() {
        var queue = TimerQueue()
        let all = timers([5, 1, 9, 5, 1, 3, 9, 2, 5, 0], in: &queue)
        #expect(drain(&queue, all) == [9, 1, 4, 7, 5, 0, 3, 8, 2, 6])
        #expect(queue.next == nil)
    }

    @Test func `timers that are set between others come in between`() {
        var queue = TimerQueue()
        _ = timers(Array(stride(from: Int64(0), to: 1000, by: 2)), in: &queue)
        for _ in 0..<250 { queue.next.map { queue.remove($0) } }
        #expect(queue.next?.time == 500)
        queue.add(Timer(501))
        queue.next.map { queue.remove($0) }
        #expect(queue.next?.time == 501)
    }

    @Test func `any timer can leave, and leaves the others in order`() {
        for left in 0..<12 {
            var queue = TimerQueue()
            let all = timers([7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 4, 6], in: &queue)
            queue.remove(all[left])
            queue.remove(all[left])
            let expected = [3, 6, 1, 8, 10, 4, 11, 0, 9, 5, 7, 2].filter { $0 != left }
            #expect(drain(&queue, all) == expected)
        }
    }
}
