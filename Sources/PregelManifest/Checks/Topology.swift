/// The shape of a graph, for those who draw it.
package struct Topology: Sendable {
    package var name: String
    package var nodes: [Node]
    package var edges: [Edge]

    /// One node, with the graph that it nests, as far as it is wanted.
    package struct Node: Sendable {
        package var name: String
        /// `alias.component`, or the path of a nested graph; `nil` where that is written inline.
        package var label: String?
        package var isGraph: Bool
        package var nested: Topology?
        package var isDeferred: Bool
        /// Run once for each item of a channel.
        package var isMapped: Bool
        /// The component that takes over when the node has failed.
        package var errorHandler: String?
        /// Whether a breakpoint stands before or after it.
        package var interruptsBefore: Bool
        package var interruptsAfter: Bool
    }

    /// One edge of the manifest. `START` and `END` stand for the graph's own ends.
    package struct Edge: Sendable, Hashable {
        package var kind: Kind
        /// More than one of a join.
        package var from: [String]
        package var to: [Target]

        package enum Kind: Sendable, Hashable {
            case plain
            /// Waits for all of `from`.
            case join
            /// The expression or component that decides is the label. Where `isOpen`, every node is a possible target,
            /// and `to` is empty.
            case conditional(label: String, isOpen: Bool)
            /// Where a node may go by itself.
            case destination
            /// Packets, as far as the manifest names their node.
            case send
            /// By the name of a channel.
            case dataflow(channel: String)
        }

        /// A target, and the result that leads to it, where the manifest names one.
        package struct Target: Sendable, Hashable {
            package var node: String
            package var result: String?
        }
    }

    /// - Parameter depth: How many levels of nested graphs to open.
    package init(_ manifest: Manifest, depth: Int = .max) {
        name = manifest.name
        nodes = manifest.nodes.map { Self.node($0, manifest, depth) }
        edges = manifest.edges.compactMap(Self.edge)
        edges += manifest.edges.compactMap(Self.packets)
        for node in manifest.nodes { edges += Self.ownEdges(of: node) }
        if case .dataflow = manifest.wiring { edges += Self.dataflow(manifest) }
    }

    private static func node(_ node: NodeDeclaration, _ manifest: Manifest, _ depth: Int) -> Node {
        let nested = node.nested.flatMap { depth > 0 ? Topology($0.manifest, depth: depth - 1) : nil }
        return Node(
            name: node.name, label: node.component?.name.description ?? node.nested?.path,
            isGraph: node.nested != nil, nested: nested, isDeferred: node.isDeferred,
            isMapped: node.nested?.map != nil, errorHandler: node.onError?.name.description,
            interruptsBefore: manifest.interrupts.before.contains(node.name),
            interruptsAfter: manifest.interrupts.after.contains(node.name))
    }

    /// An edge of the manifest; `nil` where it leads only to packets that are an edge of their own.
    private static func edge(_ edge: EdgeDeclaration) -> Edge? {
        switch edge {
        case .plain(let from, let to, _):
            return Edge(kind: .plain, from: [from ?? Names.start], to: to.map { Edge.Target(node: $0.name) })
        case .join(let from, let to, _):
            return Edge(kind: .join, from: from, to: to.map { Edge.Target(node: $0.name) })
        case .conditional(let from, let router, let targets, _):
            if targets.named == nil, packets(edge) != nil { return nil }
            let kind = Edge.Kind.conditional(label: label(router), isOpen: targets.named == nil)
            return Edge(kind: kind, from: [from ?? Names.start], to: Self.targets(targets))
        }
    }

    private static func label(_ router: EdgeDeclaration.Router) -> String {
        switch router {
        case .expression: "expr"
        case .component(let use): use.name.description
        }
    }

    private static func targets(_ targets: EdgeDeclaration.Targets) -> [Edge.Target] {
        switch targets {
        case .any: []
        case .list(let nodes): nodes.map { Edge.Target(node: $0.name) }
        case .table(let rows): rows.map { Edge.Target(node: $0.target.name, result: $0.result) }
        }
    }

    /// The packets of a router whose configuration names their node.
    private static func packets(_ edge: EdgeDeclaration) -> Edge? {
        guard case .conditional(let from, .component(let use), _, _) = edge else { return nil }
        return named(by: use, from: from ?? Names.start)
    }

    private static func ownEdges(of node: NodeDeclaration) -> [Edge] {
        let destinations = node.destinations ?? []
        var edges: [Edge] = []
        if !destinations.isEmpty {
            let targets = destinations.map { Edge.Target(node: $0) }
            edges.append(Edge(kind: .destination, from: [node.name], to: targets))
        } else if let use = node.component, let edge = named(by: use, from: node.name) {
            edges.append(edge)
        }
        if let use = node.onError, let edge = named(by: use, from: node.name) { edges.append(edge) }
        return edges
    }

    private static func named(by use: ComponentUse, from: String) -> Edge? {
        guard use.name.alias == Names.standard else { return nil }
        let targets = StandardComponents.nodes(of: use)
        guard !targets.isEmpty else { return nil }
        let kind: Edge.Kind = use.name.name == "send_each" ? .send : .destination
        return Edge(kind: kind, from: [from], to: targets.map { Edge.Target(node: $0) })
    }

    private static func dataflow(_ manifest: Manifest) -> [Edge] {
        let dataflow = Dataflow(manifest)
        let input = Set(manifest.inputChannels)
        return manifest.channels.compactMap { channel in
            guard let readers = dataflow.readers[channel.name] else { return nil }
            let writers = (input.contains(channel.name) ? [Names.start] : []) + (dataflow.writers[channel.name] ?? [])
            guard !writers.isEmpty else { return nil }
            return Edge(
                kind: .dataflow(channel: channel.name), from: writers, to: readers.map { Edge.Target(node: $0) })
        }
    }
}
