import PregelEngine
import Testing

/// A clock that stands still, and from some time on takes nothing more: where the system gives no thread for it.
final class StoppedClock: EngineClock {
    private let runs: Guarded<Bool>

    init(runs: Bool = false) { self.runs = Guarded(runs) }

    var now: Int64 { 1_000 }
    var isRunning: Bool { runs.withLock { $0 } }

    func schedule(at time: Int64, _ action: @escaping @Sendable () -> Void) {
        #expect(isRunning, "what is scheduled here would never be called")
    }

    func stop() { runs.withLock { $0 = false } }
}
