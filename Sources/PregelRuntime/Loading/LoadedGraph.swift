package import PregelDiagnostics
package import PregelEngine
package import PregelManifest

/// A graph that is ready to run, with what its manifest says about running it.
package struct LoadedGraph: Sendable {
    package let manifest: Manifest
    package let graph: CompiledGraph
    /// The manifest's limits and breakpoints.
    package let options: RunOptions
    /// What is allowed, but most likely not meant.
    package let warnings: [Diagnostic]

    init(_ checked: CheckedManifest, graph: CompiledGraph) {
        manifest = checked.manifest
        self.graph = graph
        warnings = checked.diagnostics
        var options = RunOptions()
        options.recursionLimit = manifest.limits.recursionLimit
        options.maxConcurrency = manifest.limits.maxConcurrency
        options.stepTimeout = manifest.limits.stepTimeout.map(nanoseconds) ?? 0
        options.durability = PregelEngine.Durability(rawValue: manifest.durability.rawValue) ?? .async
        options.metadata = manifest.metadata
        self.options = options
    }
}
