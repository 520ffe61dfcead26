import CHostSystem
import Glibc

/// Time for a run: what it reads, and what wakes it. Tests bring their own.
public protocol EngineClock: Sendable {
    /// Nanoseconds that only grow.
    var now: Int64 { get }

    /// Calls `action` once, at `time` or later, on any thread.
    func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void)
}

/// The system's monotonic clock; one thread for all that is scheduled, made when it is first needed.
public final class SystemClock: EngineClock, @unchecked Sendable {
    /// The process's clock.
    public static let shared = SystemClock()

    private var pending = TimerQueue()
    private var hasThread = false
    private let alarm = TimedCondition()

    /// Nanoseconds since some time before the process began.
    public var now: Int64 { host_monotonic_ns() }

    /// Calls `action` on the clock's thread, which must not be held up.
    public func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        let needsThread = alarm.withLock {
            pending.add(time, action)
            defer { hasThread = true }
            return !hasThread
        }
        if needsThread { _ = SystemThread.start { [self] in run() } } else { alarm.wake() }
    }

    private func run() {
        while true {
            let action: @Sendable () -> Void = alarm.withLock {
                while true {
                    if let time = pending.nextTime {
                        if time <= now, let action = pending.takeNext() { return action }
                        alarm.wait(until: time)
                    } else {
                        alarm.wait(until: nil)
                    }
                }
            }
            action()
        }
    }
}

/// A lock whose waits may end at a time of the monotonic clock.
final class TimedCondition: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init() {
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(condition)
        mutex.deallocate()
        condition.deallocate()
    }

    func withLock<R>(_ body: () -> R) -> R {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    /// To be called after what is waited for has changed under the lock, and outside of it.
    func wake() { pthread_cond_signal(condition) }

    /// Waits, with the lock held, until woken or, in nanoseconds, `time`; also returns for no reason.
    func wait(until time: Int64?) {
        guard let time else {
            pthread_cond_wait(condition, mutex)
            return
        }
        var deadline = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
        pthread_cond_timedwait(condition, mutex, &deadline)
    }
}
