import PregelEngine
import PregelThreads
import Synchronization

/// Calls plugins' `cancel` on threads of their own: one that does not come back, against its contract, harms nobody.
final class PendingCancels: Sendable {
    static let shared = PendingCancels()

    /// So many may hang before another one is not called: more threads for them would do nobody any good.
    private let pool = WorkerPool(limit: 32)
    private let alarm = TimedCondition()
    private let count = Atomic<Int>(0)

    /// Has a call made as soon as there is a thread for it.
    func add(_ call: @escaping @Sendable () -> Void) {
        count.add(1, ordering: .relaxed)
        let once = Once(call)
        pool.run { [self] in
            once.run()
            // Under the lock, so that whoever waits either sees it or is woken.
            let left = alarm.withLock { count.subtract(1, ordering: .relaxed).newValue }
            if left == 0 { alarm.wake() }
        }
    }

    /// A call that keeps nothing alive once it has returned.
    private final class Once: Sendable {
        private let call: Guarded<(@Sendable () -> Void)?>

        init(_ call: @escaping @Sendable () -> Void) { self.call = Guarded(call) }

        func run() { call.withLock { $0.take() }?() }
    }

    /// Waits until all calls have returned; at most so many nanoseconds.
    func settle(within limit: Int64) {
        let end = TimerThread.now + limit
        alarm.withLock {
            while count.load(ordering: .relaxed) > 0, TimerThread.now < end { alarm.wait(until: end) }
        }
    }
}
