import PregelEngine
import PregelTestSupport

/// A clock that tests, or the nodes in them, put forward.
final class HandClock: EngineClock {
    private struct State {
        var now: Int64 = 1_000
        var timers: [(time: Int64, action: @Sendable () -> Void)] = []
    }

    private let state = Guarded(State())

    var now: Int64 { state.withLock { $0.now } }

    /// Options with this clock.
    var options: RunOptions {
        var options = RunOptions()
        options.clock = self
        return options
    }

    func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        let isDue = state.withLock { state in
            if time > state.now { state.timers.append((time, action)) }
            return time <= state.now
        }
        if isDue { action() }
    }

    /// Lets so many seconds pass, and does what is due by then.
    func advance(by seconds: Double) {
        let due = state.withLock { state in
            state.now += Int64(seconds * 1e9)
            let now = state.now
            defer { state.timers.removeAll { $0.time <= now } }
            return state.timers.filter { $0.time <= now }
        }
        for timer in due { timer.action() }
    }
}
