package import PregelDiagnostics
package import PregelManifest

/// From a manifest's file to a graph that runs.
package struct GraphLoader {
    private let catalog: any ComponentCatalog
    private let files: any ManifestFiles
    /// Files to load as plugins, by the alias that manifests use, whatever the manifests say.
    private let plugins: [(alias: String, path: String)]

    package init(
        catalog: any ComponentCatalog, files: any ManifestFiles = SystemFiles(),
        plugins: [(alias: String, path: String)] = []
    ) {
        self.catalog = catalog
        self.files = files
        self.plugins = plugins
    }

    /// Reads a manifest and all that it nests, and checks everything that can be checked without running a plugin's code.
    ///
    /// - Throws: What keeps the manifest from being read at all. What else is wrong is in the result.
    package func check(path: String) throws(DiagnosticsError) -> CheckedManifest {
        var checked = try read(path: path)
        if !checked.hasErrors { checked.diagnostics += faultsOfGraph(checked.manifest) }
        return checked
    }

    private func read(path: String) throws(DiagnosticsError) -> CheckedManifest {
        let implied = plugins.map { (alias: $0.alias, source: PluginEntry.Source.path($0.path)) }
        var manifest = try ManifestLoader(files: files, impliedPlugins: implied).load(path: path)
        for plugin in plugins { manifest.setPlugin(plugin.alias, to: plugin.path) }
        var checked = checkComponents(manifest, catalog)
        checked.diagnostics = manifest.warnings + checked.diagnostics + SupportRule.findings(of: manifest)
        return checked
    }

    /// Checks a manifest, loads its plugins, and builds its graph.
    ///
    /// - Throws: Everything that is wrong.
    package func load(
        path: String, factory: any ComponentFactory, log: @escaping @Sendable (LogLine) -> Void
    ) throws(DiagnosticsError) -> LoadedGraph {
        let checked = try read(path: path)
        guard !checked.hasErrors else { throw DiagnosticsError(checked.diagnostics) }
        let builder = GraphBuilder(factory: factory, standard: StandardComponentFactory(log: log))
        return LoadedGraph(checked, graph: try builder.compile(checked.manifest))
    }

    /// What the engine says to the graph, with bodies that do nothing.
    private func faultsOfGraph(_ manifest: Manifest) -> [Diagnostic] {
        let builder = GraphBuilder(factory: InertFactory(), standard: StandardComponentFactory { _ in })
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
    /// Lets `alias` mean the plugin in this file, in this graph and in all that it nests.
    fileprivate mutating func setPlugin(_ alias: String, to path: String) {
        for index in plugins.indices where plugins[index].alias == alias { plugins[index].source = .path(path) }
        for index in nodes.indices {
            guard case .graph(var nested) = nodes[index].body else { continue }
            nested.manifest.setPlugin(alias, to: path)
            nodes[index].body = .graph(nested)
        }
    }
}
