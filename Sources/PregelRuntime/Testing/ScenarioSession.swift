import PregelEngine
import PregelManifest
import PregelValues

/// The steps of one scenario: one graph, and one checkpointer and cache where the scenario has them.
///
/// How steps become calls of the engine is in `ScenarioSession+Engine.swift`.
struct ScenarioSession {
    let graph: LoadedGraph
    /// The manifest's.
    let durability: PregelManifest.Durability
    let checkpointer: MemoryCheckpointer?
    let cache: MemoryCache?
    let control: ScenarioControl

    init(_ scenario: Scenario, _ graph: LoadedGraph, durability: PregelManifest.Durability, control: ScenarioControl) {
        self.graph = graph
        self.durability = durability
        self.control = control
        checkpointer = scenario.hasCheckpointer ? MemoryCheckpointer() : nil
        cache = scenario.hasCache ? MemoryCache() : nil
    }

    func perform(_ step: ScenarioStep) -> StepOutcome {
        do throws(StepFault) {
            switch step.action {
            case .run(let run): return try perform(run, thread: step.thread)
            case .state(let subgraphs): return try state(subgraphs: subgraphs, thread: step.thread)
            case .history: return try history(thread: step.thread)
            case .update(let update): return try perform(update, thread: step.thread)
            case .map(let map): return try perform(map)
            case .delete: return try delete(thread: step.thread)
            }
        } catch {
            switch error {
            case .impossible(let reason): return .impossible(reason)
            case .failed(let failure):
                let isRun = step.action.verb == .run
                return .record(
                    isRun ? Records.refusedRun(failure) : Records.refused(failure), remark: Records.sentence(failure))
            }
        }
    }

    // MARK: map

    /// Runs the graph once for each item.
    private func perform(_ step: MapStep) throws(StepFault) -> StepOutcome {
        var outputs: [Value] = []
        var failure: Failure?
        for input in try MapItems.inputs(of: step) {
            let result = run(input)
            outputs.append(result.status == .failed || result.output.count == 0 ? .null : result.output.plain)
            failure = failure ?? result.failure
        }
        var record = ObjectBuilder()
        record.set("outputs", to: .array(outputs))
        if let failure { record.set("error", to: Records.error(failure)) }
        return .record(record.finish(), remark: failure.map(Records.sentence))
    }
}

/// Why a step has no record of its own.
enum StepFault: Error {
    /// The step itself asks for what is not there.
    case impossible(String)
    /// It failed before anything ran.
    case failed(Failure)
}
