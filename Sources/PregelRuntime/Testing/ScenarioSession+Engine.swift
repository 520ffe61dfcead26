import PregelEngine
import PregelManifest
import PregelValues

/// The steps as calls of the engine.
extension ScenarioSession {
    func perform(_ step: RunStep, thread: String) throws(StepFault) -> StepOutcome {
        guard case .input(let input) = step.given, checkpointer == nil else { throw Self.notAvailable }
        let stream = StreamLog()
        let result = run(input, settings(of: step, stream))
        return .record(
            Records.run(result, stream: stream.items), remark: result.failure.map { Records.sentence($0) })
    }

    func state(subgraphs: Bool, thread: String) throws(StepFault) -> StepOutcome { throw Self.notAvailable }

    func history(thread: String) throws(StepFault) -> StepOutcome { throw Self.notAvailable }

    func perform(_ step: UpdateStep, thread: String) throws(StepFault) -> StepOutcome { throw Self.notAvailable }

    func delete(thread: String) throws(StepFault) -> StepOutcome { throw Self.notAvailable }

    private static var notAvailable: StepFault { .impossible("checkpoints are not available in this version") }

    /// Runs the graph with an input.
    func run(_ input: Value, _ options: RunOptions? = nil) -> RunResult {
        control.wait(for: graph.graph.start(input, options: options ?? graph.options))
    }

    private func settings(of step: RunStep, _ stream: StreamLog) -> RunOptions {
        var options = graph.options
        if let limit = step.recursionLimit { options.recursionLimit = limit }
        if let nodes = step.interruptBefore { options.interruptBefore = RunOptions.Breakpoints(nodes) }
        if let nodes = step.interruptAfter { options.interruptAfter = RunOptions.Breakpoints(nodes) }
        let wanted = Set(step.stream.map(\.rawValue))
        options.stream = StreamMode.named.reduce(into: []) { if wanted.contains($1.name) { $0.insert($1.mode) } }
        options.streamsSubgraphs = step.subgraphs
        options.onStream = { stream.add($0) }
        return options
    }
}

/// Collects a run's stream; the engine hands over one entry at a time.
private final class StreamLog: @unchecked Sendable {
    private(set) var items: [StreamItem] = []

    func add(_ entry: StreamEntry) {
        let mode = entry.mode.name
        guard let data = Records.data(entry.data, of: mode) else { return }
        items.append(StreamItem(path: entry.path, runs: entry.path, mode: mode, data: data))
    }
}
