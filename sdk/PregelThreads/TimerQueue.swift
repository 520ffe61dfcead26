/// Timers by their times, the next one first: a heap, so that a hundred thousand of them wait as cheaply as a few.
///
/// One that is cancelled stays until its time has come or half of the timers are cancelled: then all those leave. To look for
/// each would cost every timer, and most are not cancelled.
struct TimerQueue: ~Copyable {
    private struct Entry {
        let time: Int64
        /// Which was set first, of several at one time.
        let order: Int
        /// Held by the queue.
        let timer: Unmanaged<Timer>

        func isBefore(_ other: Entry) -> Bool { time != other.time ? time < other.time : order < other.order }
    }

    /// So few cancelled timers do no harm.
    private static let mostCancelled = 64

    private var entries: [Entry] = []
    /// How many were ever set.
    private var order = 0
    private var cancelled = 0

    deinit { for entry in entries { entry.timer.release() } }

    /// How many there are, be they cancelled.
    var count: Int { entries.count }
    /// The next one's time; `nil` where there is none.
    var nextTime: Int64? { entries.first?.time }

    /// Adds a timer; `true` where it is the next one.
    mutating func add(_ timer: Timer) -> Bool {
        order += 1
        entries.append(Entry(time: timer.time, order: order, timer: .passRetained(timer)))
        return rise(from: entries.count - 1) == 0
    }

    /// Takes the next one.
    mutating func takeNext() -> Timer? {
        guard let last = entries.popLast() else { return nil }
        guard let next = entries.first else { return take(last) }
        entries[0] = last
        sink(from: 0)
        return take(next)
    }

    /// Notes that one of the timers was cancelled.
    mutating func noteCancelled() {
        cancelled += 1
        guard cancelled > TimerQueue.mostCancelled, cancelled > entries.count / 2 else { return }
        var kept: [Entry] = []
        for entry in entries {
            if entry.timer._withUnsafeGuaranteedRef(\.isCancelled) { entry.timer.release() } else { kept.append(entry) }
        }
        entries = kept
        cancelled = 0
        for place in stride(from: entries.count / 2 - 1, through: 0, by: -1) { sink(from: place) }
    }

    private mutating func take(_ entry: Entry) -> Timer {
        let timer = entry.timer.takeRetainedValue()
        if timer.isCancelled { cancelled -= 1 }
        return timer
    }

    /// Moves an entry up to where it belongs, and gives that place.
    private mutating func rise(from start: Int) -> Int {
        let entry = entries[start]
        var place = start
        while place > 0, entry.isBefore(entries[(place - 1) / 2]) {
            entries[place] = entries[(place - 1) / 2]
            place = (place - 1) / 2
        }
        entries[place] = entry
        return place
    }

    private mutating func sink(from start: Int) {
        let entry = entries[start]
        var place = start
        while 2 * place + 1 < entries.count {
            var child = 2 * place + 1
            if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
            guard entries[child].isBefore(entry) else { break }
            entries[place] = entries[child]
            place = child
        }
        entries[place] = entry
    }
}
