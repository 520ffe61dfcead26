package import PregelDiagnostics
package import PregelManifest
package import PregelPlugins

/// From a manifest's file to a graph that runs.
package struct GraphLoader {
    private let catalog: PluginCatalog
    /// Files to load as plugins, by the alias that manifests use, whatever the manifests say.
    private let plugins: [(alias: String, path: String)]
    /// Where nodes run, whatever they would do by themselves.
    private let placement: NodePlacement

    /// - Parameters:
    ///   - search: Where plugins are.
    ///   - plugins: Files that stand for aliases, whatever a manifest says.
    ///   - placement: Where nodes run, whatever they would do by themselves.
    package init(
        _ search: PluginSearch, plugins: [(alias: String, path: String)] = [], placement: NodePlacement = .asAsked
    ) {
        catalog = PluginCatalog(search, overrides: Dictionary(plugins.map { ($0.alias, $0.path) }) { $1 })
        self.plugins = plugins
        self.placement = placement
    }

    /// Reads a manifest and all that it nests, and checks everything that can be checked without running a plugin's code.
    ///
    /// - Throws: What keeps the manifest from being read at all. What else is wrong is in the result.
    package func check(
        path: String, probe: PluginProbe? = PluginProbe()
    ) throws(DiagnosticsError) -> CheckedManifest {
        try check(read(path), probe: probe)
    }

    /// Checks a manifest that was read, as far as it could be.
    ///
    /// - Throws: What kept the manifest from being read at all. What else is wrong is in the result.
    package func check(
        _ read: ReadManifest, probe: PluginProbe? = PluginProbe()
    ) throws(DiagnosticsError) -> CheckedManifest {
        var checked = try examine(read, probe: probe)
        if !checked.hasErrors { checked.diagnostics += faultsOfGraph(checked.manifest) }
        if !checked.hasErrors { checked.diagnostics += flowHints(checked.manifest) }
        return checked
    }

    /// Checks a manifest, loads its plugins, and builds its graph.
    ///
    /// - Parameters:
    ///   - probe: Tries unknown plugins first; `nil` trusts all.
    ///   - log: Where log lines go.
    ///   - adjust: What to change of the manifest before the graph is built.
    /// - Throws: Everything that is wrong.
    package func load(
        path: String, probe: PluginProbe? = PluginProbe(), log: any PluginLog,
        adjusting adjust: (inout Manifest) throws(DiagnosticsError) -> Void = { _ in }
    ) throws(DiagnosticsError) -> LoadedGraph {
        var found = try read(path)
        if !found.hasErrors, var manifest = found.manifest {
            try adjust(&manifest)
            found.manifest = manifest
        }
        return try load(found, probe: probe, log: log)
    }

    /// Checks a manifest that is at hand, loads its plugins, and builds its graph.
    ///
    /// - Throws: Everything that is wrong.
    package func load(
        _ manifest: Manifest, probe: PluginProbe? = PluginProbe(), log: any PluginLog
    ) throws(DiagnosticsError) -> LoadedGraph {
        try load(ReadManifest(manifest), probe: probe, log: log)
    }

    /// Checks a manifest that was read, loads its plugins, and builds its graph.
    ///
    /// - Throws: Everything that is wrong: what `check` finds, and only then what a plugin's code says.
    package func load(
        _ read: ReadManifest, probe: PluginProbe? = PluginProbe(), log: any PluginLog
    ) throws(DiagnosticsError) -> LoadedGraph {
        let checked = try examine(read, probe: probe)
        guard !checked.hasErrors else { throw DiagnosticsError(checked.diagnostics) }
        let factory = PluginFactory(catalog: catalog, loader: PluginLoader(probe: probe, log: log))
        let builder = GraphBuilder(
            factory: factory, standard: StandardComponentFactory(log: log), placement: placement)
        return LoadedGraph(checked, graph: try builder.compile(checked.manifest))
    }

    /// Reads a manifest. A plugin that is given for an alias which it does not have can only be a typo.
    private func read(_ path: String) throws(DiagnosticsError) -> ReadManifest {
        let read = try ManifestLoader().read(path: path)
        if let manifest = read.manifest,
            let stranger = stranger(to: manifest.aliases, of: "\(Wording.quoted(path)) has no plugin")
        {
            throw DiagnosticsError(stranger)
        }
        return read
    }

    /// What is to be said where a plugin is given for an alias that is none of `aliases`.
    ///
    /// - Parameter owner: What does not have it, and that it does not: `"graph.json" has no plugin`.
    package func stranger(to aliases: Set<String>, of owner: String) -> Diagnostic? {
        guard let stranger = plugins.first(where: { !aliases.contains($0.alias) }) else { return nil }
        return Diagnostic(
            code: "usage.unknown-alias", message: "\(owner) \(Wording.quoted(stranger.alias))",
            notes: ["plugins there: \(Wording.list(aliases.sorted()))"],
            fix: nearestName(to: stranger.alias, in: aliases).map { "write \($0)" }, exit: .usage)
    }

    /// What checking and loading have in common: what it refuses, both refuse, in these words.
    private func examine(_ read: ReadManifest, probe: PluginProbe?) throws(DiagnosticsError) -> CheckedManifest {
        guard let manifest = read.manifest else { throw DiagnosticsError(read.diagnostics) }
        var checked = checkComponents(manifest, catalog)
        checked.diagnostics = read.diagnostics + checked.diagnostics + SupportRule.findings(of: manifest)
        checked.diagnostics += checked.plugins.compactMap { known(of: $0.entry, probe) }
        checked.diagnostics += checked.plugins.compactMap { catalog.exposure(of: $0.entry) }
        return checked
    }

    /// What another try of a plugin's file has shown.
    private func known(of entry: PluginEntry, _ probe: PluginProbe?) -> Diagnostic? {
        guard let probe, case .success(let file) = catalog.file(for: entry) else { return nil }
        var diagnostic = probe.known(file)
        diagnostic?.location = entry.place.location()
        return diagnostic
    }

    /// What the engine says to the graph, with bodies that do nothing.
    private func faultsOfGraph(_ manifest: Manifest) -> [Diagnostic] {
        let builder = GraphBuilder(factory: InertFactory(), standard: StandardComponentFactory(log: SilentLog()))
        do throws(DiagnosticsError) {
            _ = try builder.compile(manifest)
            return []
        } catch {
            return error.diagnostics
        }
    }
}

extension CheckedManifest {
    /// Whether something is wrong that keeps the graph from running.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Manifest {
    /// The aliases of plugins, of this graph and of all that it nests.
    var aliases: Set<String> {
        var (aliases, seen): (Set<String>, Set<Place>) = ([], [])
        addAliases(to: &aliases, &seen)
        return aliases
    }

    private func addAliases(to aliases: inout Set<String>, _ seen: inout Set<Place>) {
        // A file that several nodes nest is looked at once.
        guard seen.insert(place).inserted else { return }
        aliases.formUnion(plugins.map(\.alias))
        for node in nodes { node.nested?.manifest.addAliases(to: &aliases, &seen) }
    }
}
