import PregelDiagnostics
import PregelEngine
import PregelManifest
import PregelPlugins

/// Makes components of plugins: finds a plugin's file, loads it at its first use, and makes instances.
struct PluginFactory: ComponentFactory {
    let catalog: PluginCatalog
    let loader: PluginLoader

    func node(_ use: ComponentUse, from entry: PluginEntry, named name: String) throws(DiagnosticsError) -> any NodeBody
    {
        try make(use, entry) { plugin throws(Diagnostic) in
            try plugin.node(use.name.name, config: use.config, for: use.owner)
        }
    }

    func router(
        _ use: ComponentUse, from entry: PluginEntry, named name: String
    ) throws(DiagnosticsError) -> any RouterBody {
        try make(use, entry) { plugin throws(Diagnostic) in
            try plugin.router(use.name.name, config: use.config, for: use.owner)
        }
    }

    func reducer(
        _ use: ComponentUse, from entry: PluginEntry, named name: String
    ) throws(DiagnosticsError) -> any ReducerBody {
        try make(use, entry) { plugin throws(Diagnostic) in
            try plugin.reducer(use.name.name, config: use.config, for: use.owner)
        }
    }

    func release(of entry: PluginEntry) throws(DiagnosticsError) -> (id: String, version: String) {
        do throws(Diagnostic) {
            let identity = try catalog.file(for: entry).get().manifest.identity
            return (identity.id, identity.version)
        } catch {
            throw DiagnosticsError(error)
        }
    }

    private func make<Body>(
        _ use: ComponentUse, _ entry: PluginEntry, _ body: (LoadedPlugin) throws(Diagnostic) -> Body
    ) throws(DiagnosticsError) -> Body {
        do throws(Diagnostic) {
            let file = try catalog.file(for: entry).get()
            return try body(loader.load(file, config: entry.config))
        } catch {
            var diagnostic = error
            if diagnostic.location == nil { diagnostic.location = use.place.location() }
            throw DiagnosticsError(diagnostic)
        }
    }
}

extension ComponentUse {
    /// Whose configuration it is, for what is told of it.
    fileprivate var owner: ConfigOwner { ConfigOwner(name: name.description, place: configPlace) }
}
