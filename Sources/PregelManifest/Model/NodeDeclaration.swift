package import PregelValues

/// One node of a graph.
package struct NodeDeclaration: Sendable {
    package var name: String
    package var body: Body
    /// The part of the state that the node sees; `nil` means all of it.
    package var input: [String]?
    /// The first policy that matches a failure wins; none means no second attempt.
    package var retry: [RetryPolicy]
    package var timeout: TimeoutPolicy?
    package var cache: CachePolicy?
    /// Waits until nothing else is left to do.
    package var isDeferred: Bool
    /// Runs in the node's place when it has failed for good.
    package var onError: ComponentUse?
    /// Where the node may go by itself; `nil` means anywhere.
    package var destinations: [String]?
    /// Dataflow wiring: parameters and results, each with its channel, in the manifest's order.
    package var inputs: [Port]
    package var outputs: [Port]
    /// An object.
    package var metadata: Value
    package var place: Place

    /// What the node does.
    package indirect enum Body: Sendable {
        case component(ComponentUse)
        case graph(NestedGraph)
    }

    /// A parameter or a result, and the channel that it is joined to.
    package struct Port: Sendable, Hashable {
        package var name: String
        package var channel: String
    }

    /// The component, where the node is one.
    package var component: ComponentUse? {
        if case .component(let use) = body { use } else { nil }
    }

    /// The nested graph, where the node is one.
    package var nested: NestedGraph? {
        if case .graph(let graph) = body { graph } else { nil }
    }
}

/// A graph that is a node of another one.
package struct NestedGraph: Sendable {
    package var manifest: Manifest
    /// The path as the manifest gives it; `nil` where the graph is written inline.
    package var path: String?
    package var persistence: Persistence
    /// The runner that it asks for; `nil` means its parent's.
    package var runner: Runner?
    package var map: MapOver?

    /// Where the graph keeps its checkpoints.
    package enum Persistence: String, Sendable, CaseIterable {
        /// With the parent's; fresh for each run of the node.
        case inherit
        /// For itself; each run of the node goes on where the last one ended.
        case own
        /// Nowhere.
        case none
    }

    /// Who runs a graph.
    package enum Runner: String, Sendable, CaseIterable {
        case sync, async, daft
    }

    /// Run once for each item.
    package struct MapOver: Sendable, Hashable {
        package var over: [String]
        package var mode: Mode

        /// How several lists of items become runs.
        package enum Mode: String, Sendable, CaseIterable {
            /// The first items together, then the second ones.
            case zip
            /// Each item with each other.
            case product
        }
    }
}
