public import PregelValues

/// How a run ended, and what it gave.
public struct RunResult: Sendable {
    /// How it ended.
    public enum Status: String, Sendable {
        /// Nothing was left to run.
        case completed
        /// It waits for answers, or stopped at a breakpoint.
        case interrupted
        /// It failed; `failure` says why.
        case failed
        /// It was asked to stop early (`RunControl.drain`), and has more to do.
        case drained
    }

    /// How the run ended.
    public let status: Status
    /// The output channels' values at the end; null where none has one or the run failed. Of an interrupted run those that
    /// finished tasks have written are shown too, though the superstep is not over.
    public let output: Value
    /// What is asked, in task order; empty at a breakpoint.
    public let interrupts: [Interrupt]
    /// The breakpoints that it stopped at: of nested graphs side by side several.
    public let pauses: [RunPause]
    /// Why it failed, or was drained.
    public let failure: Failure?
    /// The run's id.
    public let runID: RunID
    /// How many supersteps ran, not counting the one that takes the input.
    public let steps: Int
}

extension RunResult {
    /// That of a run of which no more is known than why it is not waited for.
    package static func failed(_ failure: Failure) -> RunResult {
        RunResult(
            status: .failed, output: .null, interrupts: [], pauses: [], failure: failure, runID: RunID(), steps: 0)
    }
}
