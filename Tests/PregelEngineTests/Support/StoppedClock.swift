import PregelEngine
import Testing

/// A clock that nobody drives, as where the system gives no thread for it.
struct StoppedClock: EngineClock {
    var now: Int64 { 1_000 }
    var isRunning: Bool { false }

    func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        Issue.record("what is scheduled here would never be called")
    }
}

extension RunOptions {
    /// Options with a clock that does not run.
    static var withoutClock: RunOptions {
        var options = RunOptions()
        options.clock = StoppedClock()
        return options
    }
}
