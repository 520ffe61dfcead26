import PregelEngine
import PregelManifest
import PregelValues

/// The steps as calls of the engine.
extension ScenarioSession {
    func perform(_ step: RunStep, thread: String) throws(StepFault) -> StepOutcome {
        let stream = StreamLog()
        var options = settings(of: step, stream)
        options.threadID = thread
        options.checkpointer = checkpointer
        options.cache = cache
        if let place = step.fromHistory { options.checkpointID = try checkpoint(place, of: thread) }
        let input = try input(step.given, thread: thread, at: options.checkpointID)
        let result = control.wait(for: graph.graph.start(input, options: options))
        return .record(
            Records.run(result, stream: stream.items, pending: try pending(after: result, thread)),
            remark: result.failure.map { Records.sentence($0) })
    }

    func state(subgraphs: Bool, thread: String) throws(StepFault) -> StepOutcome {
        let thread = try self.thread(thread)
        let state = try fallible { () throws(Failure) in try thread.state(subgraphs: true) }
        return .record(["snapshot": Records.snapshot(state, subgraphs: subgraphs)])
    }

    func history(thread: String) throws(StepFault) -> StepOutcome {
        .record(["snapshots": .array(try history(of: thread).map(Records.pastSnapshot))])
    }

    func perform(_ step: UpdateStep, thread: String) throws(StepFault) -> StepOutcome {
        let place: CheckpointID? = if let k = step.fromHistory { try checkpoint(k, of: thread) } else { .none }
        let thread = try self.thread(thread)
        try fallible { () throws(Failure) in try thread.update(step.values, asNode: step.asNode, at: place) }
        return .record(Records.done)
    }

    func delete(thread: String) throws(StepFault) -> StepOutcome {
        if let checkpointer { checkpointer.delete(thread: thread) }
        return .record(Records.done)
    }

    /// Runs the graph with an input, as the manifest says.
    func run(_ input: Value) -> RunResult {
        var options = graph.options
        options.durability = engineDurability
        options.cache = cache
        return control.wait(for: graph.graph.start(.input(input), options: options))
    }

    /// The ids of what a thread asks after a run, in task order; none where nothing is saved.
    private func pending(after result: RunResult, _ id: String) throws(StepFault) -> [String] {
        guard result.status == .interrupted, checkpointer != nil else { return [] }
        let thread = try self.thread(id)
        let state = try fallible { () throws(Failure) in try thread.state(subgraphs: true) }
        return Records.pending(state).map(\.id)
    }

    // MARK: What a run is given

    private func settings(of step: RunStep, _ stream: StreamLog) -> RunOptions {
        var options = graph.options
        options.durability = step.durability.flatMap { Durability(rawValue: $0.rawValue) } ?? engineDurability
        if let limit = step.recursionLimit { options.recursionLimit = limit }
        if let nodes = step.interruptBefore { options.interruptBefore = Breakpoints(nodes) }
        if let nodes = step.interruptAfter { options.interruptAfter = Breakpoints(nodes) }
        let wanted = Set(step.stream.map(\.rawValue))
        options.stream = StreamMode.named.reduce(into: []) { if wanted.contains($1.name) { $0.insert($1.mode) } }
        options.streamsSubgraphs = step.subgraphs
        options.onStream = { stream.add($0) }
        return options
    }

    private var engineDurability: PregelEngine.Durability { .init(rawValue: durability.rawValue) ?? .async }

    private func input(
        _ given: RunStep.Given, thread: String, at place: CheckpointID?
    ) throws(StepFault) -> RunInput {
        switch given {
        case .input(let input): return .input(input)
        case .proceed: return .proceed
        case .command(let answer):
            var command = RunCommand(update: answer.update, goto: answer.goto)
            switch answer.answers {
            case nil: break
            case .value(let value): command.resume = .value(value)
            case .byInterrupt(let answers): command.resume = .byID(try byID(answers, thread: thread, at: place))
            }
            return .command(command)
        }
    }

    /// Answers to the k-th pending interrupts, by the ids that these have.
    private func byID(
        _ answers: [(index: Int, value: Value)], thread: String, at place: CheckpointID?
    ) throws(StepFault) -> [(id: String, value: Value)] {
        let owner = try self.thread(thread)
        let state = try fallible { () throws(Failure) in try owner.state(at: place, subgraphs: true) }
        let pending = Records.pending(state)
        var found: [(id: String, value: Value)] = []
        for (index, value) in answers {
            guard pending.indices.contains(index) else {
                throw .impossible(
                    "it answers the interrupt number \(index), counted from 0; pending are \(pending.count)")
            }
            found.append((pending[index].id, value))
        }
        return found
    }

    // MARK: Threads

    private func thread(_ id: String) throws(StepFault) -> GraphThread {
        guard let checkpointer else {
            throw .failed(
                Failure(
                    .missingCheckpointer,
                    message: "the scenario has no checkpointer; \"checkpointer\": true gives it one"))
        }
        return GraphThread(graph.graph, checkpointer: checkpointer, threadID: id)
    }

    private func history(of id: String) throws(StepFault) -> [StateSnapshot] {
        let thread = try self.thread(id)
        return try fallible { () throws(Failure) in try thread.history() }
    }

    /// The k-th newest checkpoint.
    private func checkpoint(_ place: Int, of thread: String) throws(StepFault) -> CheckpointID? {
        let history = try history(of: thread)
        guard history.indices.contains(place) else {
            throw .impossible(
                "it starts at the checkpoint number \(place), counted from 0; the thread \"\(thread)\" has "
                    + "\(history.count)")
        }
        return history[place].checkpointID
    }

    /// What the engine refuses is what the step records.
    @discardableResult
    private func fallible<Result>(_ body: () throws(Failure) -> Result) throws(StepFault) -> Result {
        do throws(Failure) {
            return try body()
        } catch {
            throw .failed(error)
        }
    }
}

/// Collects a run's stream; the engine hands over one entry at a time.
private final class StreamLog: @unchecked Sendable {
    private(set) var items: [StreamItem] = []

    func add(_ entry: StreamEntry) {
        let mode = entry.mode.name
        guard let data = Records.data(entry.data, of: mode) else { return }
        items.append(StreamItem(path: entry.path, runs: entry.tasks, mode: mode, data: data))
    }
}
