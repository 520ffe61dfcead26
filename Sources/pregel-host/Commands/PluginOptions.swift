import Glibc
import PregelDiagnostics
import PregelManifest
import PregelRuntime

/// Where plugins are, as the command line and the environment say.
struct PluginOptions {
    private let plugins: [(alias: String, path: String)]
    /// In the order of the search.
    let folders: [String]

    init(_ arguments: Arguments) throws(Diagnostic) {
        plugins = try arguments.pairs(.plugin).map { (alias: $0.name, path: Self.absolute($0.value)) }
        folders = arguments.all(.pluginPath).map(Self.absolute) + PluginSearch.standardFolders
    }

    /// Checks a manifest; runs nothing of it.
    func check(_ path: String) throws(DiagnosticsError) -> CheckedManifest {
        try loader.check(path: path)
    }

    /// Loads a graph with its plugins, ready to run.
    func load(_ path: String, _ console: Console) throws(DiagnosticsError) -> LoadedGraph {
        try loader.load(path: path, factory: PluginFactory(), log: { line in console.log(line) })
    }

    private var loader: GraphLoader { GraphLoader(catalog: Catalog(folders), plugins: plugins) }

    /// The path from the root: a manifest's own paths start from its folder, the user's from where the user is.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
