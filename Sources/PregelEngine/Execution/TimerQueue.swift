/// Actions by their times, the next one first: a heap, so that a hundred thousand of them wait as cheaply as a few.
struct TimerQueue {
    private struct Timer {
        let time: Int64
        /// Which came first, of several at one time.
        let order: Int
        let action: @Sendable () -> Void

        func isBefore(_ other: Timer) -> Bool { (time, order) < (other.time, other.order) }
    }

    private var timers: [Timer] = []
    private var count = 0

    /// The next one's time; `nil` where there is none.
    var nextTime: Int64? { timers.first?.time }

    mutating func add(_ time: Int64, _ action: @escaping @Sendable () -> Void) {
        count += 1
        timers.append(Timer(time: time, order: count, action: action))
        var place = timers.count - 1
        while place > 0, timers[place].isBefore(timers[(place - 1) / 2]) {
            timers.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// Takes the next one.
    mutating func takeNext() -> (@Sendable () -> Void)? {
        guard let last = timers.popLast() else { return nil }
        guard let next = timers.first else { return last.action }
        timers[0] = last
        sink()
        return next.action
    }

    private mutating func sink() {
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < timers.count {
                if timers[child].isBefore(timers[least]) { least = child }
            }
            if least == place { return }
            timers.swapAt(place, least)
            place = least
        }
    }
}
