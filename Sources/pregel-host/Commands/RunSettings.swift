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
        if let nodes = try breakpoints(.interruptBefore, arguments, graph.manifest) { options.interruptBefore = nodes }
        if let nodes = try breakpoints(.interruptAfter, arguments, graph.manifest) { options.interruptAfter = nodes }
        options.stream = try StreamFlags.read(arguments)
        options.streamsSubgraphs = arguments.has(.subgraphs)
        return options
    }

    /// The outputs to print; `nil` for all.
    static func selection(_ arguments: Arguments, for manifest: Manifest) throws(Diagnostic) -> [String]? {
        guard let names = try arguments.list(.select) else { return nil }
        try check(names, of: .select, among: manifest.outputChannels, called: "an output channel", arguments)
        return names
    }

    private static func breakpoints(
        _ option: Option, _ arguments: Arguments, _ manifest: Manifest
    ) throws(Diagnostic) -> Breakpoints? {
        guard let names = try arguments.list(option) else { return nil }
        if names == ["*"] { return .all }
        try check(names, of: option, among: manifest.nodes.map(\.name), called: "a node", arguments)
        return .nodes(names)
    }

    private static func check(
        _ names: [String], of option: Option, among known: [String], called what: String, _ arguments: Arguments
    ) throws(Diagnostic) {
        guard let stranger = names.first(where: { !known.contains($0) }) else { return }
        throw arguments.refusal(
            of: option, expected: "\(what): \(Wording.list(known))", got: stranger,
            fix: nearestName(to: stranger, in: known).map { "write \($0)" })
    }

    /// More than a century is for ever.
    private static func nanoseconds(_ seconds: Double) -> Int64 { seconds < 4e9 ? Int64(seconds * 1e9) : 0 }
}
