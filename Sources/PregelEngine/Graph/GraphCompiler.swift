import PregelValues

/// Turns names into integers, and edges into channels that trigger nodes (SG-4 to SG-7).
struct GraphCompiler {
    private let graph: StateGraph
    private let stateNames: NameTable
    private let nodeNames: NameTable
    private var cells: [ChannelCell]
    private var controlNames = [startName]
    private var joinTriggers: [[Int]]
    private var edges: [CompiledGraph.Edges]
    private var linked: Set<[Int]> = []
    private var joined: Set<[Int]> = []
    private var deferred: Set<Int> = []
    private var allTargets: BranchTargets?
    private var readSets: [[Int]] = []
    private var readSetIDs: [[Int]: Int] = [:]

    init(_ graph: StateGraph) {
        self.graph = graph
        stateNames = NameTable(graph.channels.map(\.name))
        let names = graph.nodes.map(\.name) + [startName]
        nodeNames = NameTable(GraphCompiler.sorted(names))
        cells = graph.channels.map { ChannelCell($0.kind) } + [ChannelCell(.ephemeral(guarded: true))]
        joinTriggers = Array(repeating: [], count: nodeNames.count)
        edges = Array(repeating: CompiledGraph.Edges(), count: nodeNames.count)
    }

    /// Each name once, in the order of its bytes. By bytes, not by characters: two spellings of "é" are two names.
    private static func sorted(_ names: [String]) -> [String] {
        var sorted: [String] = []
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if let last = sorted.last, last.utf8.elementsEqual(name.utf8) { continue }
            sorted.append(name)
        }
        return sorted
    }

    func compile() throws(GraphError) -> CompiledGraph {
        let faults = GraphValidator(graph, stateNames: stateNames, nodeNames: nodeNames).faults()
        guard faults.isEmpty else { throw GraphError(faults) }
        var copy = self
        return copy.build()
    }

    private var startChannel: Int { stateNames.count }

    private mutating func build() -> CompiledGraph {
        let triggers = makeTriggers()
        for edge in graph.edges { add(edge, triggers: triggers) }
        let full = readSet(nil)
        let nodes = makeNodes(triggers: triggers, full: full)
        var triggered: [[Int]] = Array(repeating: [], count: cells.count)
        for (id, node) in nodes.enumerated() {
            for channel in node.triggers { triggered[channel].append(id) }
        }
        let order = [node(startName)] + graph.nodes.map { node($0.name) }
        return CompiledGraph(
            CompiledGraph.Parts(
                name: graph.name, isRoot: graph.isRoot, stateNames: stateNames, nodeNames: nodeNames,
                specs: graph.channels, blank: cells,
                controlNames: controlNames, nodes: nodes, definitionOrder: order, startNode: node(startName),
                startChannel: startChannel,
                triggered: triggered, inputChannels: channels(graph.input), outputChannels: channels(graph.output),
                readSets: readSets, fullReadSet: full,
                interruptBefore: graph.interruptBefore, interruptAfter: graph.interruptAfter))
    }

    /// The node's own trigger channel, by node.
    private mutating func makeTriggers() -> [Int] {
        for spec in graph.nodes where spec.options.isDeferred { deferred.insert(node(spec.name)) }
        return nodeNames.names.indices.map { id in
            if nodeNames.names[id] == startName { return startChannel }
            cells.append(deferred.contains(id) ? .deferredTrigger : .trigger)
            controlNames.append("branch:to:" + nodeNames.names[id])
            return cells.count - 1
        }
    }

    private mutating func add(_ edge: StateGraph.EdgeSpec, triggers: [Int]) {
        switch edge {
        case .plain(let from, let to):
            for target in to where target != StateGraph.end {
                let trigger = triggers[node(target)]
                if linked.insert([node(from), trigger]).inserted { edges[node(from)].triggers.append(trigger) }
            }
        case .join(let from, let to): addJoin(from, to)
        case .conditional(let from, let router, let targets):
            var table: [String: Int]?
            if let targets {
                table = Dictionary(
                    targets.map { ($0.key, $0.node == StateGraph.end ? -1 : node($0.node)) },
                    uniquingKeysWith: { $1 })
            }
            let leads =
                if let table { BranchTargets(table, triggers: triggers) } else { everyNode(triggers: triggers) }
            edges[node(from)].branches.append(Branch(router: router.body, table: table, targets: leads))
        }
    }

    /// The targets of an edge that may lead to every node.
    private mutating func everyNode(triggers: [Int]) -> BranchTargets {
        if let allTargets { return allTargets }
        let made = BranchTargets(nodes: nodeNames, triggers: triggers, start: node(startName))
        allTargets = made
        return made
    }

    private mutating func addJoin(_ from: [String], _ to: String) {
        let end = node(to)
        var known: Set<Int> = []
        let members = from.map { node($0) }.filter { known.insert($0).inserted }
        guard joined.insert(members + [end]).inserted else { return }
        let isDeferred = deferred.contains(end)
        cells.append(.barrier(NamedBarrier(members: members.count, deferred: isDeferred)))
        controlNames.append("join:" + from.joined(separator: "+") + ":" + to)
        joinTriggers[end].append(cells.count - 1)
        for (place, member) in members.enumerated() {
            edges[member].joins.append(JoinSignal(channel: cells.count - 1, member: place))
        }
    }

    private mutating func makeNodes(triggers: [Int], full: Int) -> [CompiledGraph.Node] {
        var specs: [StateGraph.NodeSpec?] = Array(repeating: nil, count: nodeNames.count)
        for spec in graph.nodes { specs[node(spec.name)] = spec }
        var seenBase = 0
        return nodeNames.names.indices.map { id in
            let own = [triggers[id]] + joinTriggers[id]
            defer { seenBase += own.count }
            let spec = specs[id]
            let kind: CompiledGraph.Kind
            switch spec?.action.kind {
            case nil: kind = .start
            case .body(let body): kind = .body(body)
            case .graph(let nested, let persistence):
                kind = .graph(NestedGraph(nested, persistence, in: stateNames))
            }
            let destinations = spec?.options.destinations.map { names in
                Set(names.filter { $0 != StateGraph.end }.map { node($0) })
            }
            return CompiledGraph.Node(
                id: id, name: nodeNames.names[id], kind: kind, readSet: spec?.options.input.map { readSet($0) } ?? full,
                triggers: own, consumes: own.contains { cells[$0].isConsumed }, seenBase: seenBase, edges: edges[id],
                options: spec?.options ?? NodeOptions(), destinations: destinations,
                triggerNames: own.map {
                    $0 < stateNames.count ? stateNames.names[$0] : controlNames[$0 - stateNames.count]
                }, channelNames: stateNames)
        }
    }

    /// The id of the list of these channels, sorted by name.
    private mutating func readSet(_ names: [String]?) -> Int {
        let sorted = Set(channels(names)).sorted {
            stateNames.names[$0].utf8.lexicographicallyPrecedes(stateNames.names[$1].utf8)
        }
        if let id = readSetIDs[sorted] { return id }
        readSets.append(sorted)
        readSetIDs[sorted] = readSets.count - 1
        return readSets.count - 1
    }

    private func channels(_ names: [String]?) -> [Int] {
        names?.compactMap { stateNames.id($0) } ?? Array(stateNames.names.indices)
    }

    private func node(_ name: String) -> Int {
        nodeNames.id(name == StateGraph.start ? startName : name) ?? 0
    }
}

/// The hidden first node, which gives the input to the state.
let startName = "__start__"
