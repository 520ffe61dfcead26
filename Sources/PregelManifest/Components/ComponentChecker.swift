package import PregelDiagnostics
import PregelValues

/// A manifest whose components were looked up.
package struct CheckedManifest: Sendable {
    /// The manifest with each component's `info`, and each configuration with its schema's defaults.
    package var manifest: Manifest
    /// What is wrong, sorted by place; errors and warnings.
    package var diagnostics: [Diagnostic]
    /// The plugins of the manifest and of all that it nests, each once, with the entry that asked for it first.
    package var plugins: [(entry: PluginEntry, identity: PluginIdentity)]
}

/// Checks a manifest, and all that it nests, against what its plugins declare. No plugin's code runs.
package func checkComponents(_ manifest: Manifest, _ catalog: any ComponentCatalog) -> CheckedManifest {
    let checker = ComponentChecker(catalog)
    let checked = checker.check(manifest)
    return CheckedManifest(
        manifest: checked, diagnostics: checker.sortedDiagnostics(), plugins: checker.plugins)
}

/// One check of all components.
final class ComponentChecker {
    private let catalog: any ComponentCatalog
    private let standard: PluginTable
    private var tables: [TableKey: PluginTable?] = [:]
    private var schemas: [String: JSONSchema] = [:]
    /// Nested files that several nodes share are checked once.
    private var done: [Place: Manifest] = [:]
    /// The places of configurations that do not fit their schema.
    private var unfit: Set<Place> = []
    /// The configuration that each plugin was given first.
    private var configs: [String: (config: Value, place: Place)] = [:]
    private var findings: [(place: Place, diagnostic: Diagnostic)] = []
    private var documents: [ObjectIdentifier: Int] = [:]
    private var limits: [ObjectIdentifier: (limit: FaultLimit, file: String)] = [:]
    private(set) var plugins: [(entry: PluginEntry, identity: PluginIdentity)] = []

    private struct TableKey: Hashable {
        var place: Place
        var alias: String
    }

    init(_ catalog: any ComponentCatalog) {
        self.catalog = catalog
        standard = PluginTable(catalog.standard)
    }

    func check(_ manifest: Manifest) -> Manifest {
        if let checked = done[manifest.place] { return checked }
        if documents[ObjectIdentifier(manifest.place.document)] == nil {
            documents[ObjectIdentifier(manifest.place.document)] = documents.count
        }
        let written = manifest
        var manifest = manifest
        manifest.plugins = manifest.plugins.map(checkPlugin)
        manifest.checkpointer = manifest.checkpointer.map { check($0, is: .checkpointer, in: manifest) }
        manifest.cache = manifest.cache.map { check($0, is: .cache, in: manifest) }
        manifest.store = manifest.store.map { check($0, is: .store, in: manifest) }
        manifest.events = manifest.events.map { check($0, is: .processor, in: manifest) }
        manifest.channels = manifest.channels.map { check($0, in: manifest) }
        manifest.nodes = manifest.nodes.map { check($0, in: manifest) }
        if case .edges(let edges) = manifest.wiring {
            manifest.wiring = .edges(edges.map { check($0, in: manifest) })
        }
        manifest.traits = FlowTraits(manifest)
        checkNames(written, manifest)
        checkCycles(manifest)
        checkRetries(manifest)
        done[written.place] = manifest
        return manifest
    }

    /// Whether a component's configuration fits its schema.
    func isSound(_ use: ComponentUse) -> Bool { !unfit.contains(use.configPlace) }

    func sortedDiagnostics() -> [Diagnostic] {
        let keyed = findings.enumerated().map { index, finding -> (key: [Int], diagnostic: Diagnostic) in
            let document = documents[ObjectIdentifier(finding.place.document)] ?? 0
            let location = finding.diagnostic.location
            return ([document, location?.line ?? 0, location?.column ?? 0, index], finding.diagnostic)
        }
        // A plugin's entry is shared by the graphs that are written inline.
        var seen: Set<Diagnostic> = []
        let told = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.diagnostic).filter {
            seen.insert($0).inserted
        }
        let rest = limits.values.sorted { $0.file < $1.file }.compactMap {
            $0.limit.rest("manifest.more-faults", of: $0.file)
        }
        return told + rest
    }

    /// Reports a finding; what it takes time to say is only made where it is told.
    func report(
        _ code: String, severity: Diagnostic.Severity = .error, _ message: @autoclosure () -> String, at place: Place,
        _ part: Place.Part = .value, notes: @autoclosure () -> [String] = [],
        fix: @autoclosure () -> String? = nil, exit: ExitStatus = .invalidInput
    ) {
        guard takes(severity, place) else { return }
        let diagnostic = Diagnostic(
            code: code, severity: severity, message: message(), location: place.location(part), notes: notes(),
            fix: fix(), exit: exit)
        findings.append((place, diagnostic))
    }

    /// Counts a finding, and says whether it is to be told.
    private func takes(_ severity: Diagnostic.Severity, _ place: Place) -> Bool {
        limits[ObjectIdentifier(place.document), default: (FaultLimit(), place.document.name)].limit.takes(severity)
    }

    // MARK: Plugins

    private func checkPlugin(_ entry: PluginEntry) -> PluginEntry {
        guard let table = table(for: entry) else { return entry }
        var entry = entry
        guard let schema = table.identity.configSchema else {
            if entry.config != nil {
                report(
                    "plugin.takes-no-config", "the plugin \(Wording.quoted(entry.alias)) takes no configuration",
                    at: entry.place.member("config"), .key, fix: "remove \"config\"", exit: .invalidInput)
            }
            return entry
        }
        let what = "the configuration of the plugin \(Wording.quoted(entry.alias))"
        let config = checkConfig(
            entry.config ?? .object([]), schema, key: "plugin \(table.identity.id)", what: what,
            at: entry.place.member("config"))
        checkOnlyConfig(config, of: table.identity, entry)
        entry.config = config
        return entry
    }

    /// A process has one of each plugin, whatever aliases it goes by.
    private func checkOnlyConfig(_ config: Value, of identity: PluginIdentity, _ entry: PluginEntry) {
        let key = "\(identity.id) \(identity.version)"
        guard let other = configs[key] else { return configs[key] = (config, entry.place) }
        guard other.config != config else { return }
        let line = other.place.location().line.map { " in line \($0)" } ?? ""
        report(
            "plugin.config",
            "the plugin \(Wording.quoted(identity.id)) is configured otherwise\(line) already: a process has one of each "
                + "plugin",
            at: entry.place.member("config"), fix: "give both entries one configuration", exit: .plugin)
    }

    /// What an entry's plugin offers; asked for once, and `nil` where it cannot be had.
    private func table(for entry: PluginEntry) -> PluginTable? {
        let key = TableKey(place: entry.place, alias: entry.alias)
        if let table = tables[key] { return table }
        let table = load(entry)
        tables[key] = .some(table)
        return table
    }

    private func load(_ entry: PluginEntry) -> PluginTable? {
        let (identity, refusals) = catalog.inspect(entry)
        for refusal in refusals { report(refusal, of: entry) }
        guard let identity else { return nil }
        checkVersion(identity, entry)
        plugins.append((entry, identity))
        return PluginTable(identity)
    }

    private func report(_ diagnostic: Diagnostic, of entry: PluginEntry) {
        guard takes(diagnostic.severity, entry.place) else { return }
        var diagnostic = diagnostic
        if diagnostic.location == nil { diagnostic.location = entry.place.location() }
        findings.append((entry.place, diagnostic))
    }

    private func checkVersion(_ identity: PluginIdentity, _ entry: PluginEntry) {
        guard let range = entry.require else { return }
        let place = entry.place.member("require")
        guard let version = SemanticVersion(identity.version) else {
            report(
                "plugin.bad-version",
                "the plugin \(Wording.quoted(identity.id)) declares the version \(Wording.quoted(identity.version)), "
                    + "which is none",
                at: place, notes: ["the manifest requires \(range)"], exit: .plugin)
            return
        }
        guard !range.contains(version) else { return }
        report(
            "plugin.version-out-of-range",
            "the plugin \(Wording.quoted(identity.id)) has the version \(version), the manifest requires \(range)",
            at: place, fix: "install a version in the range, or change \"require\"", exit: .plugin)
    }

    // MARK: Components

    private func check(_ channel: ChannelDeclaration, in manifest: Manifest) -> ChannelDeclaration {
        guard case .reduce(.component(let use), let initial) = channel.kind else { return channel }
        var channel = channel
        channel.kind = .reduce(.component(check(use, is: .reducer, in: manifest)), initial: initial)
        return channel
    }

    private func check(_ node: NodeDeclaration, in manifest: Manifest) -> NodeDeclaration {
        var node = node
        node.onError = node.onError.map { check($0, is: .node, in: manifest) }
        switch node.body {
        case .component(let use): node.body = .component(check(use, is: .node, in: manifest))
        case .graph(var graph):
            graph.manifest = check(graph.manifest)
            node.body = .graph(graph)
        }
        return node
    }

    private func check(_ edge: EdgeDeclaration, in manifest: Manifest) -> EdgeDeclaration {
        guard case .conditional(let from, .component(let use), let targets, let place) = edge else { return edge }
        let router = EdgeDeclaration.Router.component(check(use, is: .router, in: manifest))
        return .conditional(from: from, router: router, targets: targets, place: place)
    }

    private func check(_ use: ComponentUse, is kind: ComponentKind, in manifest: Manifest) -> ComponentUse {
        guard let table = table(of: use.name.alias, in: manifest) else { return use }
        guard let info = table.component(use.name.name, kind) else {
            reportMissing(use, kind, table)
            return use
        }
        var use = use
        use.info = info
        guard use.isConfigRead, let schema = info.configSchema else { return use }
        let key = "\(table.identity.id) \(kind.rawValue) \(info.name)"
        use.config = checkConfig(
            use.config, schema, key: key, what: "the configuration of \(use.name)", at: use.configPlace)
        return use
    }

    private func table(of alias: String, in manifest: Manifest) -> PluginTable? {
        if alias == Names.standard { return standard }
        return manifest.plugins.first { $0.alias == alias }.flatMap { table(for: $0) }
    }

    private func reportMissing(_ use: ComponentUse, _ kind: ComponentKind, _ table: PluginTable) {
        let others = table.kinds(of: use.name.name)
        if let other = others.first {
            report(
                "component.wrong-kind",
                "\(Wording.quoted(use.name.description)) is \(other.words), and \(kind.words) is needed here",
                at: use.namePlace, notes: [table.listing(of: kind, alias: use.name.alias)], exit: .plugin)
            return
        }
        let close = nearestName(to: use.name.name, in: table.names(of: kind))
        report(
            "component.unknown",
            "the plugin \(Wording.quoted(use.name.alias)) (\(table.identity.id) \(table.identity.version)) "
                + "has no component \(Wording.quoted(use.name.name))",
            at: use.namePlace, notes: [table.listing(of: kind, alias: use.name.alias)],
            fix: close.map { "write \(Wording.quoted("\(use.name.alias).\($0)"))" }, exit: .plugin)
    }

    // MARK: Configurations

    private func checkConfig(_ config: Value, _ source: Value, key: String, what: String, at place: Place) -> Value {
        guard let schema = schema(source, key: key, what: what, at: place) else { return config }
        let violations = schema.validate(config)
        if !violations.isEmpty { unfit.insert(place) }
        for violation in violations {
            var target = place.following(violation.pointer)
            if let key = violation.key { target = target.member(key) }
            let part: Place.Part = violation.key == nil ? .value : .key
            report(
                "component.bad-config", "\(what): \(violation.message)", at: target, part, notes: violation.notes,
                fix: violation.fix, exit: .invalidInput)
        }
        return violations.isEmpty ? schema.fillingDefaults(config) : config
    }

    private func schema(_ source: Value, key: String, what: String, at place: Place) -> JSONSchema? {
        if let schema = schemas[key] { return schema }
        do throws(SchemaError) {
            let schema = try JSONSchema(source)
            schemas[key] = schema
            return schema
        } catch {
            let fault = error.faults[0]
            report(
                "component.bad-schema", "\(what) cannot be checked: its schema is none: \(fault.message)", at: place,
                notes: ["in the schema at \(fault.pointer.isEmpty ? "its root" : fault.pointer)"],
                fix: "tell the plugin's author", exit: .plugin)
            return nil
        }
    }

    // MARK: Graphs

    /// What must not be run again has no retry policy, be it of a graph around it.
    private func checkRetries(_ manifest: Manifest) {
        for node in manifest.nodes where !node.retry.isEmpty {
            guard let (use, path) = Self.runsOnce(node, []) else { continue }
            let inner = path.isEmpty ? "" : ": \(Wording.quoted(path.joined(separator: "/"))) in it runs \(use.name)"
            report(
                "component.once",
                "the node \(Wording.quoted(node.name)) has a retry policy, and \(use.name) must not be run again",
                at: node.place.member("retry"), .key,
                notes: ["\(use.name) declares the flag \"once\"\(inner)"],
                fix: "remove \"retry\", or use another component", exit: .plugin)
        }
    }

    /// The component that must not be run again which a node is, or has in its graph, and where there.
    private static func runsOnce(_ node: NodeDeclaration, _ path: [String]) -> (ComponentUse, [String])? {
        switch node.body {
        case .component(let use): return use.info?.flags.contains(.once) == true ? (use, path) : nil
        case .graph(let graph):
            for inner in graph.manifest.nodes {
                if let found = runsOnce(inner, path + [inner.name]) { return found }
            }
            return nil
        }
    }

    private func checkCycles(_ manifest: Manifest) {
        let acyclic = manifest.nodes.filter { $0.component?.info?.flags.contains(.acyclic) == true }
        guard !acyclic.isEmpty else { return }
        let inCycles = GraphShape(manifest, followsRoutes: true).nodesInCycles()
        for node in acyclic where inCycles.contains(node.name) {
            guard let use = node.component else { continue }
            report(
                "component.acyclic",
                "the node \(Wording.quoted(node.name)) stands in a cycle, and \(use.name) must not",
                at: use.namePlace, notes: ["nodes in cycles: \(Wording.list(inCycles.sorted()))"],
                fix: "take the node out of the cycle, or use another component", exit: .plugin)
        }
    }
}
