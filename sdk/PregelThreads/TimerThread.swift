internal import Glibc
internal import Synchronization

/// Does things at their times: one thread for all timers, made for the first of them and kept with the process.
///
/// The host has one, and so has each plugin whose nodes sleep. All that is due at a time is taken at once; what is done then
/// must not hold the thread up.
package final class TimerThread: @unchecked Sendable {
    package static let shared = TimerThread()

    private let start: SystemThread.Starter
    private let alarm = TimedCondition()
    private var queue = TimerQueue()
    /// Whether the thread is there; it never ends.
    private let hasThread = Atomic<Bool>(false)

    init(start: @escaping SystemThread.Starter = SystemThread.start) { self.start = start }

    /// Nanoseconds of the monotonic clock.
    package static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// How many timers wait, be they cancelled.
    var count: Int { alarm.withLock { queue.count } }

    /// Whether there is a thread; makes it the first time. Where there is none nothing is ever due: whoever sets a timer that
    /// somebody waits for asks before.
    package func isReady() -> Bool {
        if hasThread.load(ordering: .relaxed) { return true }
        return alarm.withLock {
            if hasThread.load(ordering: .relaxed) { return true }
            let isStarted = start { [self] in serve() }
            hasThread.store(isStarted, ordering: .relaxed)
            return isStarted
        }
    }

    /// Calls `action` once, at a time or later, on the timers' thread; where the system gives none, once it does to another
    /// timer.
    package func set(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        _ = isReady()
        _ = set(Timer(time), .call(action))
    }

    /// Has something done when a timer's time has come; `false` where the timer was cancelled before.
    func set(_ timer: Timer, _ action: Timer.Action) -> Bool {
        let (isSet, isNext) = alarm.withLock {
            if timer.isCancelled { return (false, false) }
            timer.action = action
            return (true, queue.add(timer))
        }
        // The thread sleeps until what was next: only what comes before that must wake it.
        if isNext { alarm.wake() }
        return isSet
    }

    /// Has a timer do nothing, and gives what it was to do; `nil` where it is not set, be it that its time has come.
    func cancel(_ timer: Timer) -> Timer.Action? {
        alarm.withLock {
            timer.isCancelled = true
            let action = timer.action.take()
            if action != nil { queue.noteCancelled() }
            return action
        }
    }

    private func serve() -> Never {
        var due: [Timer.Action] = []
        while true {
            alarm.withLock { waitForDue(&due) }
            for action in due { action.run() }
            due.removeAll(keepingCapacity: true)
        }
    }

    /// Takes what is due, once something is; with the lock held.
    private func waitForDue(_ due: inout [Timer.Action]) {
        while due.isEmpty {
            let now = TimerThread.now
            while let time = queue.nextTime, time <= now {
                if let action = queue.takeNext()?.action.take() { due.append(action) }
            }
            if due.isEmpty { alarm.wait(until: queue.nextTime) }
        }
    }
}
