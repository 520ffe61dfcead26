package import PregelDiagnostics
package import PregelValues

/// A graph as its manifest declares it: every name resolved, every default filled in, nothing loaded or run.
package struct Manifest: Sendable {
    /// The graph's name in events, pictures and checkpoints.
    package var name: String
    package var description: String?
    /// The plugins in the manifest's order. A nested graph that is written inline shares its parent's.
    package var plugins: [PluginEntry]
    /// The graph's state.
    package var channels: [ChannelDeclaration]
    /// The input and output channels; `nil` means every channel of the state.
    package var input: [String]?
    package var output: [String]?
    package var nodes: [NodeDeclaration]
    package var wiring: Wiring
    package var interrupts: StaticInterrupts
    package var limits: Limits
    /// When checkpoints are written. Of a nested graph nobody asks: the root's holds.
    package var durability: Durability
    package var checkpointer: ComponentUse?
    package var cache: ComponentUse?
    package var store: ComponentUse?
    /// Event processors that every run gets.
    package var events: [ComponentUse]
    /// An object; copied to events and checkpoints.
    package var metadata: Value
    /// The keys that begin with `x-`: free for other tools.
    package var extras: Value
    /// Where the manifest stands.
    package var place: Place
    /// The folder that relative paths start from.
    package var folder: String
    /// What is allowed, but most likely not meant; of the root, those of nested graphs too.
    package var warnings: [Diagnostic]
    /// Whether the sections that declare channels and nodes could be read: else a name that is none of them may only
    /// follow from that.
    package var areChannelsRead = true
    package var areNodesRead = true
    /// The graph with all that it nests.
    package internal(set) var size = ManifestSize()
    /// What the graph may do to a run that it is nested in; set by `ComponentChecker`.
    var traits: FlowTraits?

    /// How the nodes are joined.
    package enum Wiring: Sendable {
        case edges([EdgeDeclaration])
        /// By the names of inputs and outputs: see `Dataflow`.
        case dataflow
    }

    /// The edges; none where the graph is wired by names.
    package var edges: [EdgeDeclaration] {
        if case .edges(let edges) = wiring { edges } else { [] }
    }

    /// The channels that a run's input may write.
    package var inputChannels: [String] { input ?? channels.map(\.name) }
    /// The channels that a run's output consists of.
    package var outputChannels: [String] { output ?? channels.map(\.name) }
}

/// When checkpoints are written.
package enum Durability: String, Sendable, CaseIterable {
    /// Before the next step starts.
    case sync
    /// While the next step runs.
    case async
    /// At the end of the run.
    case exit
}

/// Bounds of a run.
package struct Limits: Sendable, Hashable {
    /// Supersteps of one run.
    package var recursionLimit = 25
    /// Tasks at the same time; `nil` means as many as there are.
    package var maxConcurrency: Int?
    /// Seconds that one superstep may take.
    package var stepTimeout: Double?

    package init() {}
}

/// Breakpoints that the manifest sets.
package struct StaticInterrupts: Sendable, Hashable {
    package var before = Selection.nodes([])
    package var after = Selection.nodes([])

    package init() {}

    /// Which nodes a breakpoint stands at.
    package enum Selection: Sendable, Hashable {
        /// All of them: `"*"`.
        case all
        case nodes([String])

        /// Whether `node` is among them.
        package func contains(_ node: String) -> Bool {
            switch self {
            case .all: true
            case .nodes(let names): names.contains(node)
            }
        }
    }
}
