import PregelEngine

/// Stops the runs of scenarios from another thread.
package final class ScenarioControl: @unchecked Sendable {
    private let lock = Lock()
    private var runs: [ObjectIdentifier: RunHandle] = [:]
    private var isOver = false

    package init() {}

    /// Whether it was stopped.
    package var isStopped: Bool { lock.withLock { isOver } }

    /// Cancels what runs, and lets nothing begin.
    package func stop() {
        let running = lock.withLock {
            isOver = true
            return Array(runs.values)
        }
        for run in running { run.cancel() }
    }

    /// Runs on this thread to the end, and cancels if it is stopped meanwhile.
    func wait(for run: RunHandle) -> RunResult {
        let isOver = lock.withLock {
            runs[ObjectIdentifier(run)] = run
            return self.isOver
        }
        defer { lock.withLock { runs[ObjectIdentifier(run)] = nil } }
        if isOver { run.cancel() }
        return run.wait()
    }
}
