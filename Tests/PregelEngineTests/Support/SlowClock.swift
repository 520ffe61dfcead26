import PregelTestSupport
import PregelEngine

/// A clock that is a millisecond further each time somebody looks: all work seems to be worth another thread.
final class SlowClock: EngineClock {
    private let time = Guarded<Int64>(1_000)

    var now: Int64 {
        time.withLock { time in
            time += 1_000_000
            return time
        }
    }

    func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) { action() }
}
