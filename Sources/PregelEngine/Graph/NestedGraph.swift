import PregelValues

/// A graph that is a node of another one.
struct NestedGraph: Sendable {
    let graph: CompiledGraph
    let persistence: Persistence
    /// Its output channels that the parent has too, with the parent's ids.
    let outputs: [(inner: Int, outer: Int)]

    init(_ graph: CompiledGraph, _ persistence: Persistence, in parent: NameTable) {
        self.graph = graph
        self.persistence = persistence
        outputs = graph.outputChannels.compactMap { inner in
            parent.id(graph.stateNames.names[inner]).map { (inner: inner, outer: $0) }
        }
    }
}
