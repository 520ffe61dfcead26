package import PregelManifest

extension GraphPicture {
    /// Pictures a manifest's graph, with nested graphs opened to `depth` levels.
    package init(_ manifest: Manifest, depth: Int) {
        self.init(name: manifest.name)
        nodes.append(Node(name: "START", kind: .start))
        for node in manifest.nodes { nodes.append(Node(node, depth: depth)) }
        for edge in manifest.edges { add(edge, of: manifest) }
        for node in manifest.nodes {
            for target in node.destinations ?? [] {
                edges.append(Edge(from: node.name, to: target, kind: .destination))
            }
        }
        nodes.append(Node(name: "END", kind: .end))
    }

    private mutating func add(_ edge: EdgeDeclaration, of manifest: Manifest) {
        switch edge {
        case .plain(let from, let targets, _):
            for target in targets { edges.append(Edge(from: from ?? "START", to: target.name, kind: .plain)) }
        case .join(let sources, let targets, _):
            addJoin(from: sources, to: targets)
        case .conditional(let from, _, let targets, _):
            for (target, label) in Self.branches(targets, of: manifest) {
                edges.append(Edge(from: from ?? "START", to: target, kind: .conditional, label: label))
            }
        }
    }

    /// A point of its own, so that two joins into one node stay apart.
    private mutating func addJoin(from sources: [String], to targets: [EdgeDeclaration.Target]) {
        let name = "&\(nodes.count { $0.kind == .join } + 1)"
        nodes.append(Node(name: name, kind: .join))
        for source in sources { edges.append(Edge(from: source, to: name, kind: .plain)) }
        for target in targets { edges.append(Edge(from: name, to: target.name, kind: .plain)) }
    }

    /// Each target once, with all the results that lead to it.
    private static func branches(
        _ targets: EdgeDeclaration.Targets, of manifest: Manifest
    ) -> [(target: String, label: String?)] {
        switch targets {
        case .any: return manifest.nodes.map { ($0.name, nil) } + [("END", nil)]
        case .list(let targets): return targets.map { ($0.name, nil) }
        case .table(let rows):
            var order: [String] = []
            var results: [String: [String]] = [:]
            for row in rows {
                if results[row.target.name] == nil { order.append(row.target.name) }
                results[row.target.name, default: []].append(row.result)
            }
            return order.map { ($0, results[$0]?.joined(separator: ", ")) }
        }
    }
}

extension GraphPicture.Node {
    fileprivate init(_ node: NodeDeclaration, depth: Int) {
        self.init(name: node.name, kind: node.nested == nil ? .node : .graph)
        isDeferred = node.isDeferred
        switch node.body {
        case .component(let use): detail = use.name.description
        case .graph(let graph):
            detail = graph.path ?? "nested graph"
            if let map = graph.map { detail? += ", for each \(map.over.joined(separator: ", "))" }
            if depth > 0 { inside = GraphPicture(graph.manifest, depth: depth - 1) }
        }
    }
}
