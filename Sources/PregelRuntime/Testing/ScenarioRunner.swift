package import PregelDiagnostics
import PregelEngine
package import PregelManifest
package import PregelPlugins
import PregelValues

/// Drives the graphs of scenarios. From several threads at once.
package final class ScenarioRunner: @unchecked Sendable {
    /// The plugin that scenarios may use without an entry.
    private static let probe: (alias: String, source: PluginEntry.Source) = (
        "probe", .identity("org.pregel-host.probe")
    )

    private let loader: GraphLoader
    private let manifests = ManifestLoader(impliedPlugins: [probe])
    private let log: any PluginLog
    private let control: ScenarioControl
    /// Graphs are loaded by one thread at a time.
    private let lock = Lock()
    /// The plugins of all manifests so far, by the aliases that they have there; with the lock held.
    private var aliases: Set<String> = []

    /// - Parameters:
    ///   - loader: Knows where plugins are.
    ///   - log: Where the nodes' log lines go.
    package init(_ loader: GraphLoader, log: any PluginLog, control: ScenarioControl = ScenarioControl()) {
        self.loader = loader
        self.log = log
        self.control = control
    }

    /// Performs all steps.
    ///
    /// - Parameter expectsInvalidGraph: Whether it is a result, and no fault, that the manifest is not that of a graph.
    /// - Throws: Why the graph cannot be loaded.
    package func run(_ scenario: Scenario, expectsInvalidGraph: Bool) throws(DiagnosticsError) -> [StepOutcome] {
        let graph: LoadedGraph
        let durability: PregelManifest.Durability
        do throws(DiagnosticsError) {
            (graph, durability) = try load(scenario)
        } catch {
            guard error.exit == .invalidInput, expectsInvalidGraph else { throw error }
            return scenario.steps.map { refusal(of: $0, error) }
        }
        let strangers = scenario.strangers(to: graph.manifest)
        guard strangers.isEmpty else { throw DiagnosticsError(strangers) }
        // One graph for all steps: its nodes may count how often they are called.
        let session = ScenarioSession(scenario, graph, durability: durability, control: control)
        return scenario.steps.map { session.perform($0) }
    }

    /// What is to be said where a plugin was given for an alias that none of the scenarios has: it can only be a typo.
    package var stranger: Diagnostic? {
        let aliases = lock.withLock { self.aliases }
        return loader.stranger(to: aliases, of: "no scenario has the plugin")
    }

    private func load(_ scenario: Scenario) throws(DiagnosticsError) -> (LoadedGraph, PregelManifest.Durability) {
        try lock.withLock { () throws(DiagnosticsError) in
            // What a run makes of a result that is no target may be what the scenario is about.
            var read = manifests.read(scenario.manifest, folder: scenario.folder)
                .forgiving("manifest.unknown-target")
            guard var manifest = read.manifest else { throw DiagnosticsError(read.diagnostics) }
            aliases.formUnion(manifest.aliases)
            let durability = manifest.durability
            // The scenario says what its runs have, whatever the manifest would give them.
            manifest.checkpointer = nil
            manifest.cache = nil
            manifest.durability = .async
            read.manifest = manifest
            return (try loader.load(read, log: log), durability)
        }
    }

    /// The record of a step whose graph is none.
    private func refusal(of step: ScenarioStep, _ error: DiagnosticsError) -> StepOutcome {
        let failure = Failure(.invalidGraph, message: error.diagnostics.first { $0.severity == .error }?.message ?? "")
        let record = step.action.verb == .run ? Records.refusedRun(failure) : Records.refused(failure)
        return .record(record, remark: Records.sentence(failure))
    }
}
