import PregelDiagnostics
import PregelEngine
import PregelManifest
import PregelRuntime

/// How a run is to be run: what the manifest says, overridden by the command line.
enum RunSettings {
    static func make(_ arguments: Arguments, for graph: LoadedGraph) throws(Diagnostic) -> RunOptions {
        var options = graph.options
        if let limit = try arguments.count(.recursionLimit) { options.recursionLimit = limit }
        if let most = try arguments.count(.maxConcurrency) { options.maxConcurrency = most }
        if let seconds = try arguments.seconds(.stepTimeout) { options.stepTimeout = nanoseconds(seconds) }
        options.stream = try StreamFlags.read(arguments)
        options.streamsSubgraphs = arguments.has(.subgraphs)
        return options
    }

    /// The outputs to print; `nil` for all.
    static func selection(_ arguments: Arguments, for manifest: Manifest) throws(Diagnostic) -> [String]? {
        guard let names = try arguments.list(.select) else { return nil }
        let outputs = manifest.outputChannels
        guard let stranger = names.first(where: { !outputs.contains($0) }) else { return names }
        throw arguments.refusal(
            of: .select, expected: "an output channel: \(Wording.list(outputs))", got: stranger,
            fix: nearestName(to: stranger, in: outputs).map { "write \($0)" })
    }

    /// More than a century is for ever.
    private static func nanoseconds(_ seconds: Double) -> Int64 {
        seconds < 4e9 ? PregelEngine.nanoseconds(seconds) : 0
    }
}
