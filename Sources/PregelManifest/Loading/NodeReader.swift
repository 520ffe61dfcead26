import PregelDiagnostics
import PregelValues

/// Reads one node.
struct NodeReader {
    static let keys = [
        "use", "config", "graph", "persistence", "input", "inputs", "outputs", "retry", "timeout", "cache", "defer",
        "on_error", "runner", "map", "destinations", "metadata",
    ]
    /// The keys that belong to nested graphs.
    private static let ofGraphs = ["persistence", "runner", "map"]

    let scope: Scope
    let channels: NameSet?
    let nodes: NameSet
    let faults: Faults
    /// Reads the nested graph of a node.
    let nested: (Reader) -> Manifest?

    func read(_ name: String, _ reader: Reader) -> NodeDeclaration? {
        guard reader.isObject("a node", keys: Self.keys) else { return nil }
        let policies = PolicyReader(channels: channels)
        return NodeDeclaration(
            name: name,
            body: body(reader) ?? .component(unread(reader)),
            input: reader.member("input")?.names(of: channels, called: "channel"),
            retry: reader.member("retry").map(policies.retry) ?? [],
            timeout: reader.member("timeout").flatMap(policies.timeout),
            cache: reader.member("cache").flatMap(policies.cache),
            isDeferred: reader.member("defer")?.bool() ?? false,
            onError: reader.member("on_error").flatMap { $0.component("an error handler", in: scope) },
            destinations: reader.member("destinations").map(destinations),
            inputs: reader.member("inputs").map(ports) ?? [],
            outputs: reader.member("outputs").map(ports) ?? [],
            metadata: reader.member("metadata").flatMap { $0.isObject() ? $0.value : nil as Value? } ?? .object([]),
            place: reader.place)
    }

    /// What a node has whose component cannot be read, so that all of its other faults are found too.
    private func unread(_ reader: Reader) -> ComponentUse {
        ComponentUse(
            name: ComponentName(alias: Names.standard, name: "pass"), config: .object([]), place: reader.place)
    }

    private func body(_ reader: Reader) -> NodeDeclaration.Body? {
        let graph = reader.member("graph")
        if let graph, reader.value["use"] != nil {
            faults.add(
                "conflicting-keys", "a node has \"use\" or \"graph\", not both", at: graph.place, .key,
                fix: "remove one of them")
            return nil
        }
        guard let graph else {
            for key in Self.ofGraphs { reader.misplaced(key, "belongs to nodes with a nested \"graph\"") }
            guard reader.value["use"] != nil else {
                reader.missing(
                    "use", of: "a node", fix: "add \"use\" (a component), or \"graph\" (a nested graph)")
                return nil
            }
            return reader.use(of: "a node", in: scope).map { .component($0) }
        }
        reader.misplaced("config", "belongs to components, and this node is a nested graph")
        let persistence = reader.member("persistence")?.choice(NestedGraph.Persistence.self) ?? .inherit
        let runner = reader.member("runner")?.choice(NestedGraph.Runner.self)
        let errors = faults.errors
        let manifest = nested(graph)
        let map = reader.member("map").flatMap { self.map($0, faults.errors == errors ? manifest : nil) }
        return manifest.map {
            .graph(
                NestedGraph(
                    manifest: $0, path: graph.value.string, persistence: persistence, runner: runner, map: map))
        }
    }

    private func map(_ reader: Reader, _ graph: Manifest?) -> NestedGraph.MapOver? {
        guard reader.isObject("\"map\"", keys: ["over", "mode"]) else { return nil }
        let mode = reader.member("mode")?.choice(NestedGraph.MapOver.Mode.self) ?? .zip
        guard let over = reader.required("over", of: "\"map\"", fix: "add \"over\", a list of channels") else {
            return nil
        }
        if over.value.kind == .array, over.value.items.isEmpty { over.badValue("a list of at least one channel") }
        let names = over.names(of: channels, called: "channel")
        if let graph { check(names, over, graph) }
        return NestedGraph.MapOver(over: names, mode: mode)
    }

    /// An item goes to the nested graph by its channel's name.
    private func check(_ names: [String], _ over: Reader, _ graph: Manifest) {
        let inner = graph.inputChannels
        for item in over.items() {
            guard let name = item.value.string, names.contains(name), !inner.contains(name) else { continue }
            faults.add(
                "unknown-channel", "the nested graph takes no channel \(Wording.quoted(name)) as input",
                at: item.place, notes: ["its input channels: \(Wording.list(inner))"],
                fix: "declare the channel \(Wording.quoted(name)) in the nested graph's \"state\"")
        }
    }

    private func destinations(_ reader: Reader) -> [String] {
        guard reader.isArray("a list of nodes") else { return [] }
        return reader.items().compactMap { item in
            guard let name = item.string() else { return nil }
            return TargetRule(nodes: nodes, faults: faults).target(name, item)?.name
        }
    }

    private func ports(_ reader: Reader) -> [NodeDeclaration.Port] {
        guard reader.isObject() else { return [] }
        return reader.members(called: "port").compactMap { name, member in
            guard let channel = member.string(),
                member.resolve(channel, in: channels, called: "channel")
            else { return nil }
            return NodeDeclaration.Port(name: name, channel: channel)
        }
    }
}

/// Where an edge, a route or a node may lead.
struct TargetRule {
    /// `nil` where the nodes are not known, for another fault's sake.
    let nodes: NameSet?
    let faults: Faults

    func target(_ name: String, _ reader: Reader) -> EdgeDeclaration.Target? {
        if name == Names.end { return .end }
        if name == Names.start {
            faults.add(
                "start-as-target", "nothing can lead to START, where every run begins", at: reader.place,
                fix: "name the first node instead")
            return nil
        }
        return reader.resolve(name, in: nodes, called: "node") ? .node(name) : nil
    }
}
