import CHostExit
import PregelDiagnostics
import PregelEngine
import PregelPlugins
import PregelRuntime
import PregelValues

/// `run`: a graph, once.
enum RunCommand {
    static let command = Command(
        name: "run", summary: "Runs a graph once, and prints its output",
        operands: [.manifest],
        options: [
            .input, .set, .stream, .subgraphs, .maxPayload, .select, .json, .recursionLimit, .maxConcurrency,
            .stepTimeout,
            .interruptBefore, .interruptAfter, .plugin, .pluginPath,
        ] + Option.plannedOfRun,
        examples: [
            "pregel-host run examples/01-hello/manifest.json --input '{\"name\": \"Ada\"}'",
            "pregel-host run graph.json --input @input.json --set 'limit=10' --stream updates --json",
        ],
        statuses: [
            Command.Status(.completed, "the run is complete"),
            Command.Status(.failed, "the run failed: standard error tells code, node and plugin"), .usage,
            Command.Status(.paused, "the run waits: for an answer, or at a breakpoint"),
            Command.Status(.invalidInput, "an invalid manifest or input: nothing has run"),
            Command.Status(.plugin, "a plugin or component is missing, refused or does not fit: nothing has run"),
            Command.Status(.unavailable, "the system gives no more threads"),
            Command.Status(.interrupted, "stopped by Ctrl-C: nodes are cancelled and waited for"),
            Command.Status(.terminated, "stopped by SIGTERM: the superstep is finished; a second one cancels"),
        ],
        action: run)

    private static func run(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        try checkForms(of: arguments)
        do {
            return try start(arguments, console)
        } catch {
            if arguments.has(.json) { RefusedRun(error).report(console) }
            throw error
        }
    }

    private static func start(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        if arguments.has(.json) { Farewell.tellEnds() }
        let graph = try PluginOptions(arguments).load(arguments, console)
        console.report(graph.warnings)
        let settings = try RunSettings.make(arguments, for: graph)
        let selection = try RunSettings.selection(arguments, for: graph.manifest)
        let (input, warnings) = try InputArguments.read(arguments, for: graph)
        console.report(warnings)
        let limit = try arguments.count(.maxPayload).map { PayloadLimit(bytes: $0) }
        let report = RunReport(
            console: console, isJSON: arguments.has(.json), selection: selection, limit: limit)
        // What plugins have made for the graph ends with it, once it is known how.
        return withExtendedLifetime(graph) {
            let status = report.finish(perform(graph.graph, input, settings, report))
            Farewell.begin(status, console)
            return status
        }
    }

    /// A command line that cannot be meant is refused before any file is read.
    private static func checkForms(of arguments: Arguments) throws {
        let stream = try StreamFlags.read(arguments)
        for option in [Option.subgraphs, .maxPayload] where stream.isEmpty && arguments.has(option) {
            throw UsageError.needs(option, .stream, path: arguments.command)
        }
        _ = try arguments.count(.maxPayload)
        _ = try arguments.count(.recursionLimit)
        _ = try arguments.count(.maxConcurrency)
        _ = try arguments.seconds(.stepTimeout)
        _ = try arguments.pairs(.set)
        for option in [Option.select, .interruptBefore, .interruptAfter] { _ = try arguments.list(option) }
    }

    /// Runs on this thread, and stops where somebody asks for it.
    private static func perform(
        _ graph: CompiledGraph, _ input: Value, _ settings: RunOptions, _ report: RunReport
    ) -> RunResult {
        var settings = settings
        if !settings.stream.isEmpty { settings.onStream = { report.show($0) } }
        settings.onRetry = { report.show($0) }
        // The thread that runs the graph is a plugin's then, and does not come back.
        settings.onHeldUp = { failure in
            let calls = PluginWatchdog.calls()
            // What a slow reader of the results holds up goes on once it reads.
            if calls.isEmpty { return }
            host_exit_now(report.finish(.failed(failure.heldUp(by: calls))).rawValue)
        }
        let run = graph.start(.input(input), options: settings)
        Interruption.watch(StandardErrorLog(errors: report.console.errors)) { stop in
            switch stop {
            case .drain:
                run.drain()
                report.console.note("SIGTERM: the run ends once its superstep is finished; a second one cancels it")
            case .cancel: run.cancel()
            }
        }
        return run.wait()
    }
}

extension Failure {
    /// The failure of a run that is held up, with the calls that hold it up.
    fileprivate func heldUp(by calls: [String]) -> Failure {
        var failure = self
        failure.message += ": " + calls.joined(separator: ", ")
        return failure
    }
}

extension Operand {
    /// A graph's manifest.
    static let manifest = Operand("MANIFEST", help: "the manifest of the graph, a JSON file")
}
