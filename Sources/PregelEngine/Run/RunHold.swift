/// Keeps a run for its nodes that may act late: one object for all of them, so that each counts one reference.
final class RunHold: Sendable {
    private let session: Session?
    private let run: Run?
    private let graph: CompiledGraph

    init(_ run: Run) {
        session = run.session
        self.run = run
        graph = run.graph
    }

    /// For a context that is no run's.
    init(_ graph: CompiledGraph) {
        session = nil
        run = nil
        self.graph = graph
    }
}
