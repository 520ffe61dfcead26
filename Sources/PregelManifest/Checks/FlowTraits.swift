/// What a component, or a whole graph, may do to the run that it is in.
struct FlowTraits: Sendable {
    /// Whether a run may stop there: something asks, fails on purpose, or has a breakpoint.
    var mayStop = false
    /// Whether it may go elsewhere by itself, send packets, or command the parent graph.
    var mayCommand = false

    /// Those of a component that was looked up; of another one there is no telling.
    init(_ use: ComponentUse) {
        let flags = use.info?.flags ?? [.interrupts, .routes]
        let isStandard = use.name.alias == Names.standard
        mayStop = flags.contains(.interrupts) || isStandard && use.name.name == "fail"
        // The built-in nodes stay in their graph.
        mayCommand = !isStandard && flags.contains(.routes)
    }

    /// Those of a graph: of all that is in it. What it nests has been looked at before.
    init(_ manifest: Manifest) {
        mayStop = manifest.interrupts != StaticInterrupts()
        for node in manifest.nodes {
            for use in [node.component, node.onError].compactMap(\.self) { add(FlowTraits(use)) }
            if let nested = node.nested { add(FlowTraits(of: nested)) }
        }
    }

    /// Those of a nested graph, which are known once it was checked: a file may be nested by many, at each level again.
    init(of nested: NestedGraph) {
        self = nested.manifest.traits ?? FlowTraits(mayStop: true, mayCommand: true)
    }

    private init(mayStop: Bool, mayCommand: Bool) {
        self.mayStop = mayStop
        self.mayCommand = mayCommand
    }

    private mutating func add(_ other: FlowTraits) {
        mayStop = mayStop || other.mayStop
        mayCommand = mayCommand || other.mayCommand
    }
}
