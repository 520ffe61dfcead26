package import PregelManifest

/// Breakpoints that are set from outside, by the paths of nodes: `review`, in a nested graph `writer/review`, and `*` for
/// all nodes of a graph, as in `writer/*`.
extension Manifest {
    /// The paths of all nodes, those of a nested graph behind the node that it is.
    package var nodePaths: [String] {
        nodes.flatMap { node in
            [node.name] + (node.nested?.manifest.nodePaths ?? []).map { "\(node.name)/\($0)" }
        }
    }

    /// The paths of the nodes that are graphs; the graph itself has the empty one.
    package var graphPaths: [String] {
        nodes.reduce(into: [""]) { paths, node in
            guard let nested = node.nested else { return }
            paths += nested.manifest.graphPaths.map { $0.isEmpty ? node.name : "\(node.name)/\($0)" }
        }
    }

    /// Replaces the breakpoints of each graph that a path leads into; the other graphs keep theirs.
    package mutating func setBreakpoints(
        _ list: WritableKeyPath<StaticInterrupts, StaticInterrupts.Selection>, at paths: [String]
    ) {
        var own: [String] = []
        var inner: [String: [String]] = [:]
        for path in paths {
            let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                own.append(path)
                continue
            }
            inner[parts[0], default: []].append(parts[1])
        }
        if !own.isEmpty { interrupts[keyPath: list] = own.contains("*") ? .all : .nodes(own) }
        for index in nodes.indices {
            guard let paths = inner[nodes[index].name], var nested = nodes[index].nested else { continue }
            nested.manifest.setBreakpoints(list, at: paths)
            nodes[index].body = .graph(nested)
        }
    }
}
