package import PregelManifest

extension GraphPicture {
    /// Pictures a graph, with nested graphs opened as far as the topology has them.
    package init(_ topology: Topology) {
        self.init(name: topology.name)
        nodes.append(Node(name: "START", kind: .start))
        nodes += topology.nodes.map(Node.init)
        for edge in topology.edges { add(edge, of: topology) }
        leadToEnd()
        uniteEdges()
    }

    /// Draws END, where anything leads to it: an edge, or a node that something leads to and nothing follows, as LangGraph
    /// draws it.
    private mutating func leadToEnd() {
        let followed = Set(edges.map(\.from))
        let reached = Set(edges.map(\.to))
        let last = nodes.filter { reached.contains($0.name) && !followed.contains($0.name) }
        edges += last.map { Edge(from: $0.name, to: "END", kind: .plain) }
        if !last.isEmpty || reached.contains("END") { nodes.append(Node(name: "END", kind: .end)) }
    }

    private mutating func add(_ edge: Topology.Edge, of topology: Topology) {
        switch edge.kind {
        case .plain: connect(edge, .plain)
        case .join: addJoin(edge)
        case .conditional(let decider, let isOpen):
            let everywhere = (topology.nodes.map(\.name) + ["END"]).map { (node: $0, result: String?.none) }
            addBranches(from: edge.from, to: isOpen ? everywhere : edge.to.map { ($0.node, $0.result) }, decider)
        case .destination: connect(edge, .destination, label: "goto")
        case .send: connect(edge, .send, label: "send")
        case .dataflow(let channel): connect(edge, .plain, label: channel)
        }
    }

    private mutating func connect(_ edge: Topology.Edge, _ kind: Edge.Kind, label: String? = nil) {
        for source in edge.from {
            edges += edge.to.map { Edge(from: source, to: $0.node, kind: kind, labels: label.map { [$0] } ?? []) }
        }
    }

    /// A point of its own, so that two joins into one node stay apart.
    private mutating func addJoin(_ edge: Topology.Edge) {
        let name = "&\(nodes.count { $0.kind == .join } + 1)"
        nodes.append(Node(name: name, kind: .join))
        edges += edge.from.map { Edge(from: $0, to: name, kind: .plain) }
        edges += edge.to.map { Edge(from: name, to: $0.node, kind: .plain) }
    }

    /// Each target once, with all the results that lead to it; without results, who decides.
    private mutating func addBranches(
        from sources: [String], to targets: [(node: String, result: String?)], _ decider: String
    ) {
        var order: [String] = []
        var results: [String: [String]] = [:]
        for target in targets {
            if results[target.node] == nil { order.append(target.node) }
            // A label cannot be empty; a result can.
            results[target.node, default: []] += target.result.map { [$0.isEmpty ? "\"\"" : $0] } ?? []
        }
        for source in sources {
            for target in order {
                let labels = results[target] ?? []
                edges.append(
                    Edge(from: source, to: target, kind: .conditional, labels: labels.isEmpty ? [decider] : labels))
            }
        }
    }
}

extension GraphPicture.Node {
    fileprivate init(_ node: Topology.Node) {
        self.init(name: node.name, kind: node.isGraph ? .graph : .node, detail: node.label)
        isDeferred = node.isDeferred
        inside = node.nested.map(GraphPicture.init)
        if node.isDeferred { marks.append("deferred") }
        if node.isMapped { marks.append("for each item") }
        if let handler = node.errorHandler { marks.append("on error: \(handler)") }
        if node.interruptsBefore { marks.append("pauses before") }
        if node.interruptsAfter { marks.append("pauses after") }
    }
}
