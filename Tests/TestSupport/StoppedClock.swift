import PregelEngine

/// A clock that stands still, and from some time on takes nothing more: where the system gives no thread for it.
package final class StoppedClock: EngineClock {
    private let runs: Guarded<Bool>

    package init(runs: Bool = false) { self.runs = Guarded(runs) }

    package var now: Int64 { 1_000 }
    package var isRunning: Bool { runs.withLock { $0 } }

    package func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        precondition(isRunning, "what is scheduled here would never be called")
    }

    package func stop() { runs.withLock { $0 = false } }
}
