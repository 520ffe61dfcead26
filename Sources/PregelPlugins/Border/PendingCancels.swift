import PregelEngine
import PregelThreads

/// Calls plugins' `cancel` on threads of their own: one that does not come back, against its contract, harms nobody.
final class PendingCancels: @unchecked Sendable {
    static let shared = PendingCancels()

    /// So many may hang before another one is not called: more threads for them would do nobody any good.
    private let pool = WorkerPool(limit: 32)
    private let alarm = TimedCondition()
    private var count = 0

    /// Has a call made as soon as there is a thread for it.
    func add(_ call: @escaping @Sendable () -> Void) {
        alarm.withLock { count += 1 }
        let once = Once(call)
        pool.run { [self] in
            once.run()
            let isLast = alarm.withLock {
                count -= 1
                return count == 0
            }
            if isLast { alarm.wake() }
        }
    }

    /// A call that keeps nothing alive once it has returned.
    private final class Once: @unchecked Sendable {
        private var call: (@Sendable () -> Void)?

        init(_ call: @escaping @Sendable () -> Void) { self.call = call }

        func run() {
            call?()
            call = nil
        }
    }

    /// Waits until all calls have returned; at most so many nanoseconds.
    func settle(within limit: Int64) {
        let end = TimerThread.now + limit
        alarm.withLock {
            while count > 0, TimerThread.now < end { alarm.wait(until: end) }
        }
    }
}
