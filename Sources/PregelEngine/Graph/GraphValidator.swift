import PregelValues

/// Everything that can be wrong with a graph (SG-17), each rule a function named after it.
struct GraphValidator {
    let graph: StateGraph
    let stateNames: NameTable
    let nodeNames: NameTable

    init(_ graph: StateGraph, stateNames: NameTable, nodeNames: NameTable) {
        self.graph = graph
        self.stateNames = stateNames
        self.nodeNames = nodeNames
    }

    /// A sentence for each fault, in the order of the rules.
    func faults() -> [String] {
        namesAreUsableAndUnique() + edgesEndAtNodes() + somethingStarts() + channelsExist() + destinationsExist()
            + handlersAreNoGraphs() + breakpointsExist() + statesFit()
    }

    private func namesAreUsableAndUnique() -> [String] {
        var faults: [String] = []
        for (kind, names) in [("channel", graph.channels.map(\.name)), ("node", graph.nodes.map(\.name))] {
            var seen: Set<[UInt8]> = []
            for name in names {
                if !seen.insert(Array(name.utf8)).inserted {
                    faults.append("the \(kind) \"\(name)\" is declared twice")
                }
                if graph.isRoot, kind == "channel", name == StateGraph.root { continue }
                if let fault = GraphValidator.fault(ofName: name) { faults.append("the \(kind) \"\(name)\" \(fault)") }
            }
        }
        return faults
    }

    private static func fault(ofName name: String) -> String? {
        if name.isEmpty { return "has no name" }
        if name == StateGraph.start || name == StateGraph.end || name.hasPrefix("__") {
            return "has a reserved name: START, END and names that begin with __ are the engine's"
        }
        if name.contains(where: { $0 == "|" || $0 == ":" }) { return "has a \"|\" or \":\" in its name" }
        return nil
    }

    private func edgesEndAtNodes() -> [String] {
        graph.edges.flatMap { edge in
            switch edge {
            case .plain(let from, let to):
                source(from) + to.flatMap { target($0, from: from) }
            case .join(let from, let to):
                (from.isEmpty ? ["a join that ends at \"\(to)\" has no members"] : [])
                    + from.flatMap { source($0, inJoin: true) } + target(to, from: from.joined(separator: ", "))
                    + (to == StateGraph.end ? ["a join ends at END: it needs a node"] : [])
            case .conditional(let from, _, let targets):
                source(from) + (targets ?? []).flatMap { target($0.node, from: from) }
            }
        }
    }

    private func source(_ name: String, inJoin: Bool = false) -> [String] {
        if name == StateGraph.start { return inJoin ? ["START cannot be a member of a join"] : [] }
        if name == StateGraph.end { return ["an edge begins at END: nothing comes after it"] }
        return isNode(name) ? [] : ["an edge begins at \"\(name)\", which is no node"]
    }

    private func target(_ name: String, from: String) -> [String] {
        if name == StateGraph.end { return [] }
        if name == StateGraph.start { return ["an edge from \"\(from)\" ends at START: nothing comes before it"] }
        return isNode(name) ? [] : ["an edge from \"\(from)\" ends at \"\(name)\", which is no node"]
    }

    private func somethingStarts() -> [String] {
        let starts = graph.edges.contains { edge in
            switch edge {
            case .plain(let from, _), .conditional(let from, _, _): from == StateGraph.start
            case .join: false
            }
        }
        return starts ? [] : ["no edge begins at START: nothing would ever run"]
    }

    private func channelsExist() -> [String] {
        let lists =
            [("the graph's input", graph.input), ("the graph's output", graph.output)]
            + graph.nodes.map { ("the input of node \"\($0.name)\"", $0.options.input) }
        return lists.flatMap { place, names in
            (names ?? []).filter { stateNames.id($0) == nil }.map { "\(place) has \"\($0)\", which is no channel" }
        }
    }

    private func destinationsExist() -> [String] {
        graph.nodes.flatMap { node in
            (node.options.destinations ?? []).filter { $0 != StateGraph.end && !isNode($0) }
                .map { "the destinations of \"\(node.name)\" have \"\($0)\", which is no node" }
        }
    }

    private func handlersAreNoGraphs() -> [String] {
        graph.nodes.compactMap { node in
            guard case .graph(let handler, _) = node.options.onError?.kind else { return nil }
            return "the error handler of \"\(node.name)\" is the graph \"\(handler.name)\": "
                + "it must be a node that is no graph"
        }
    }

    private func breakpointsExist() -> [String] {
        [("before", graph.interruptBefore), ("after", graph.interruptAfter)].flatMap { place, points -> [String] in
            guard case .nodes(let names) = points else { return [] }
            return names.filter { !isNode($0) }.map { "a breakpoint stands \(place) \"\($0)\", which is no node" }
        }
    }

    /// A state that is one value has no channels beside it, and stands in no graph that has some.
    private func statesFit() -> [String] {
        if graph.isRoot {
            return graph.channels.dropFirst().map {
                "the channel \"\($0.name)\" is declared, but the state of graph \"\(graph.name)\" is one value"
            }
        }
        return graph.nodes.compactMap { node in
            guard case .graph(let nested, _) = node.action.kind, nested.isRoot else { return nil }
            return
                "the node \"\(node.name)\" is the graph \"\(nested.name)\", whose state is one value: it needs a graph "
                + "whose state is one, too"
        }
    }

    private func isNode(_ name: String) -> Bool { name != startName && nodeNames.id(name) != nil }
}
