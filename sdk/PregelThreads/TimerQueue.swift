/// Timers by their times, the next one first: a heap, so that a hundred thousand of them wait as cheaply as a few. Each knows
/// its place there, so that any of them can leave.
struct TimerQueue {
    private var timers: [Timer] = []
    /// How many were ever set.
    private var order = 0

    var count: Int { timers.count }
    /// The next one; `nil` where there is none.
    var next: Timer? { timers.first }

    mutating func add(_ timer: Timer) {
        order += 1
        timer.order = order
        timer.place = timers.count
        timers.append(timer)
        rise(from: timers.count - 1)
    }

    /// Takes a timer out, if it is there.
    mutating func remove(_ timer: Timer) {
        guard let place = timer.place else { return }
        timer.place = nil
        let last = timers.removeLast()
        guard last !== timer else { return }
        put(last, place)
        rise(from: place)
        sink(from: place)
    }

    private mutating func put(_ timer: Timer, _ place: Int) {
        timers[place] = timer
        timer.place = place
    }

    private mutating func rise(from start: Int) {
        let timer = timers[start]
        var place = start
        while place > 0, timer.isBefore(timers[(place - 1) / 2]) {
            put(timers[(place - 1) / 2], place)
            place = (place - 1) / 2
        }
        if place != start { put(timer, place) }
    }

    private mutating func sink(from start: Int) {
        let timer = timers[start]
        var place = start
        while 2 * place + 1 < timers.count {
            var child = 2 * place + 1
            if child + 1 < timers.count, timers[child + 1].isBefore(timers[child]) { child += 1 }
            guard timers[child].isBefore(timer) else { break }
            put(timers[child], place)
            place = child
        }
        if place != start { put(timer, place) }
    }
}
