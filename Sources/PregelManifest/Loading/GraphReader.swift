import PregelDiagnostics
import PregelValues

/// Reads one graph: the root, a nested file, or a graph written inline.
struct GraphReader {
    static let keys = [
        "$schema", "version", "name", "description", "plugins", "state", "input", "output", "nodes", "edges",
        "interrupts", "limits", "durability", "checkpointer", "cache", "store", "events", "metadata",
    ]
    /// The keys that hold for a whole run: a nested graph's are those of its root.
    static let ofRoot = ["limits", "durability", "checkpointer", "cache", "store", "events"]

    let faults: Faults
    let folder: String
    /// The parent's plugins, where the graph is written inline.
    let inherited: Scope?
    /// Plugins that need no entry.
    let implied: [PluginEntry]
    /// Reads a node's nested graph; it gets the plugins that this graph uses.
    let nested: (Reader, Scope) -> Manifest?

    private var isInline: Bool { inherited != nil }

    func read(_ reader: Reader) -> Manifest? {
        guard reader.isObject(isInline ? "a nested graph" : "a manifest", keys: Self.keys) else { return nil }
        let errors = faults.errors
        checkHead(reader)
        let name = reader.required("name", of: isInline ? "a nested graph" : "a manifest")?.nonEmptyString()
        let scope = scope(reader)
        let state = names("state", of: "channel", reader)
        let nodeNames = names("nodes", of: "node", reader)
        let channels = ChannelReader(scope: scope, faults: faults)
        let nodeReader = nodeNames.map { names in
            NodeReader(
                scope: scope, channels: state, nodes: names, faults: faults, nested: { nested($0, scope) })
        }
        var manifest = Manifest(
            name: name ?? "",
            description: reader.member("description")?.string(),
            plugins: scope.entries,
            channels: members("state", "channel", reader).compactMap { channels.read($0.key, $0.reader) },
            input: reader.member("input")?.names(of: state, called: "channel"),
            output: reader.member("output")?.names(of: state, called: "channel"),
            nodes: members("nodes", "node", reader).compactMap { nodeReader?.read($0.key, $0.reader) },
            wiring: .dataflow,
            interrupts: interrupts(reader, nodeNames),
            limits: reader.member("limits").map(limits) ?? Limits(),
            durability: reader.member("durability")?.choice(Durability.self) ?? .async,
            checkpointer: reader.member("checkpointer")?.component("a checkpointer", in: scope, standsAlone: true),
            cache: reader.member("cache")?.component("a cache", in: scope, standsAlone: true),
            store: reader.member("store")?.component("a store", in: scope, standsAlone: true),
            events: reader.member("events").map { events($0, scope) } ?? [],
            metadata: reader.member("metadata").flatMap { $0.isObject() ? $0.value : nil as Value? } ?? .object([]),
            extras: .object(reader.value.members.filter { $0.key.hasPrefix(Names.extra) }),
            place: reader.place, folder: folder, warnings: [])
        manifest.areChannelsRead = state != nil
        manifest.areNodesRead = nodeNames != nil
        if let edges = edges(reader, scope, nodeNames) { manifest.wiring = .edges(edges) }
        // A plugin that nobody asks for need not be there.
        manifest.plugins = manifest.plugins.filter { !$0.isImplied || manifest.uses($0.alias) }
        WiringRules(faults: faults).check(manifest, reader, isWhole: faults.errors == errors)
        return manifest
    }

    // MARK: Head

    private func checkHead(_ reader: Reader) {
        _ = reader.member("$schema")?.string()
        checkVersion(reader)
        guard isInline else { return }
        for key in Self.ofRoot where reader.value[key] != nil {
            faults.add(
                "ignored-key", "\(Wording.quoted(key)) has no effect in a nested graph: the root's holds",
                at: reader.place.member(key), .key, fix: "move it to the root, or remove it", severity: .warning)
        }
    }

    private func checkVersion(_ reader: Reader) {
        guard let version = reader.member("version") else {
            if !isInline { reader.missing("version", of: "a manifest", fix: "add \"version\": 1") }
            return
        }
        guard version.value != 1 else { return }
        guard let number = version.value.wholeNumber else {
            version.wrongType("the number 1")
            return
        }
        faults.add(
            "unsupported-version", "version \(number) of the manifest's format is not supported", at: version.place,
            notes: ["supported versions: 1"], fix: number > 1 ? "update pregel-host, or write 1" : "write 1")
    }

    // MARK: Names

    private func scope(_ reader: Reader) -> Scope {
        guard let plugins = reader.member("plugins") else {
            return inherited
                ?? Scope(
                    entries: implied, aliases: implied.map(\.alias), pointer: reader.place.member("plugins").pointer)
        }
        let own = PluginReader(folder: folder, faults: faults).read(plugins)
        let added = implied.filter { !own.plugins.contains($0.alias) }
        return Scope(
            entries: own.entries + added, aliases: own.aliases + added.map(\.alias),
            pointer: plugins.place.pointer, isComplete: own.isComplete)
    }

    /// The names that a section declares, checked; `nil` where the section is not there or no object.
    private func names(_ key: String, of what: String, _ reader: Reader) -> NameSet? {
        let empty = key == "state" ? " (it may be {})" : ""
        let section = reader.required(
            key, of: isInline ? "a nested graph" : "a manifest", fix: "add \(Wording.quoted(key))\(empty)")
        guard let section, section.isObject() else { return nil }
        let rule = NameRule(what: what, faults: faults)
        var names: [String] = []
        for (name, _) in section.value.members {
            names.append(name)
            _ = rule.check(name, at: section.place.member(name))
        }
        return NameSet(names, declaredAt: section.place.pointer)
    }

    private func members(_ key: String, _ what: String, _ reader: Reader) -> [(key: String, reader: Reader)] {
        reader.member(key)?.members(called: what) ?? []
    }

    // MARK: Sections

    private func edges(_ reader: Reader, _ scope: Scope, _ nodes: NameSet?) -> [EdgeDeclaration]? {
        guard let edges = reader.member("edges") else { return nil }
        guard edges.isArray("a list of edges") else { return [] }
        let edgeReader = EdgeReader(scope: scope, nodes: nodes, faults: faults)
        return edges.items().compactMap { edgeReader.read($0) }
    }

    private func interrupts(_ reader: Reader, _ nodes: NameSet?) -> StaticInterrupts {
        var interrupts = StaticInterrupts()
        guard let member = reader.member("interrupts"),
            member.isObject("\"interrupts\"", keys: ["before", "after"])
        else { return interrupts }
        if let before = member.member("before") { interrupts.before = selection(before, nodes) }
        if let after = member.member("after") { interrupts.after = selection(after, nodes) }
        return interrupts
    }

    private func selection(_ reader: Reader, _ nodes: NameSet?) -> StaticInterrupts.Selection {
        if reader.value.string == "*" { return .all }
        guard reader.value.kind == .array else {
            reader.wrongType("a list of nodes or \"*\"")
            return .nodes([])
        }
        return .nodes(reader.names(of: nodes, called: "node"))
    }

    private func limits(_ reader: Reader) -> Limits {
        var limits = Limits()
        guard reader.isObject("\"limits\"", keys: ["recursion_limit", "max_concurrency", "step_timeout"]) else {
            return limits
        }
        limits.recursionLimit =
            reader.member("recursion_limit")?.integer(atLeast: 1) ?? limits.recursionLimit
        limits.maxConcurrency = reader.member("max_concurrency")?.integer(atLeast: 1)
        limits.stepTimeout = reader.member("step_timeout")?.number(isPositive: true)
        return limits
    }

    private func events(_ reader: Reader, _ scope: Scope) -> [ComponentUse] {
        guard reader.isArray("a list of event processors") else { return [] }
        return reader.items().compactMap { $0.component("an event processor", in: scope, standsAlone: true) }
    }
}
