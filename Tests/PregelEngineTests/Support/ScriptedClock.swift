import PregelEngine
import Synchronization

/// A clock that jumps to whatever is scheduled, or stands still; it notes how long each wait was to be.
final class ScriptedClock: EngineClock {
    private struct State {
        var now: Int64 = 1_000
        var waits: [Int64] = []
        var held: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let standsStill: Bool

    /// - Parameter standsStill: Whether nothing is ever due.
    init(standsStill: Bool = false) { self.standsStill = standsStill }

    var now: Int64 { state.withLock { $0.now } }

    /// The waits so far, in seconds.
    var waits: [Double] { state.withLock { $0.waits.map { Double($0) / 1e9 } } }

    func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.waits.append(time - state.now)
            if standsStill { state.held.append(action) } else { state.now = max(state.now, time) }
        }
        if !standsStill { action() }
    }

    /// Does what was scheduled while the clock stood still.
    func ring() {
        let due = state.withLock { state in
            defer { state.held.removeAll() }
            return state.held
        }
        for action in due { action() }
    }
}

extension RunOptions {
    /// Options with this clock.
    static func on(_ clock: ScriptedClock) -> RunOptions {
        var options = RunOptions()
        options.clock = clock
        return options
    }
}
