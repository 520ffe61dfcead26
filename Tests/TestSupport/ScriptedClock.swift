package import PregelEngine

/// A clock that jumps to whatever is scheduled, or stands still; it notes how long each wait was to be.
package final class ScriptedClock: EngineClock {
    private struct State {
        var now: Int64 = 1_000
        var waits: [Int64] = []
        var held: [(time: Int64, action: @Sendable () -> Void)] = []
    }

    private let state = Guarded(State())
    private let standsStill: Bool

    /// - Parameter standsStill: Whether nothing is ever due.
    package init(standsStill: Bool = false) { self.standsStill = standsStill }

    package var now: Int64 { state.withLock { $0.now } }

    /// The waits so far, in seconds.
    package var waits: [Double] { state.withLock { $0.waits.map { Double($0) / 1e9 } } }

    package func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.waits.append(time - state.now)
            if standsStill { state.held.append((time, action)) } else { state.now = max(state.now, time) }
        }
        if !standsStill { action() }
    }

    /// Does what was scheduled while the clock stood still.
    package func ring() {
        let due = state.withLock { state in
            defer { state.held.removeAll() }
            return state.held
        }
        for (_, action) in due { action() }
    }

    /// Lets time go by on a clock that stands still: does what falls due, in the order of its time.
    package func advance(by seconds: Double) {
        let end = state.withLock { $0.now + Int64(seconds * 1e9) }
        while let action = next(until: end) { action() }
        state.withLock { $0.now = end }
    }

    private func next(until end: Int64) -> (@Sendable () -> Void)? {
        state.withLock { state in
            let due = state.held.indices.filter { state.held[$0].time <= end }
            guard let first = due.min(by: { state.held[$0].time < state.held[$1].time }) else { return nil }
            let (time, action) = state.held.remove(at: first)
            state.now = max(state.now, time)
            return action
        }
    }
}

extension RunOptions {
    /// Options with this clock.
    package static func on(_ clock: ScriptedClock) -> RunOptions {
        var options = RunOptions()
        options.clock = clock
        return options
    }
}
