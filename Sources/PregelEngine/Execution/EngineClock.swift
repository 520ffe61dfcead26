internal import CHostSystem
internal import PregelThreads

/// Time for a run: what it reads, and what wakes it. Tests bring their own.
public protocol EngineClock: Sendable {
    /// Nanoseconds that only grow.
    var now: Int64 { get }

    /// Whether anything that is scheduled will be called: not where the system gives no thread for it.
    var isRunning: Bool { get }

    /// Calls `action` once, at `time` or later, on any thread.
    func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void)
}

extension EngineClock {
    /// A clock runs, unless it says otherwise.
    public var isRunning: Bool { true }
}

/// The system's monotonic clock; one thread for all that is scheduled, made when it is first needed.
public struct SystemClock: EngineClock {
    /// The process's clock.
    public static let shared = SystemClock()

    /// Nanoseconds since some time before the process began.
    public var now: Int64 { host_monotonic_ns() }

    /// Whether the timers' thread is there; the first time it is made.
    public var isRunning: Bool { TimerThread.shared.isReady() }

    /// Calls `action` on the timers' thread, which must not be held up.
    public func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        TimerThread.shared.set(at: time, action)
    }
}
