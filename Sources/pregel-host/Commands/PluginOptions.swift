import CHostSystem
import Glibc
import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelRuntime

/// Where plugins are, as the command line and the environment say.
struct PluginOptions {
    let search: PluginSearch
    private let loader: GraphLoader

    init(_ arguments: Arguments) throws(Diagnostic) {
        let plugins = try arguments.pairs(.plugin).map { (alias: $0.name, path: Self.absolute($0.value)) }
        search = PluginSearch(arguments.all(.pluginPath).map(Self.absolute) + PluginSearch.standardFolders)
        if arguments.has(.async), arguments.has(.inline) {
            throw UsageError.conflict(.inline, .async, path: arguments.command)
        }
        let placement: NodePlacement = arguments.has(.async) ? .detached : arguments.has(.inline) ? .inline : .asAsked
        loader = GraphLoader(search, plugins: plugins, placement: placement)
    }

    /// Checks a manifest; runs nothing of it.
    func check(_ path: String) throws(DiagnosticsError) -> CheckedManifest { try loader.check(path: path) }

    /// Loads a graph with its plugins, ready to run, with the breakpoints that are asked for.
    func load(_ arguments: Arguments, _ console: Console) throws(DiagnosticsError) -> LoadedGraph {
        let path = arguments.operand
        // What a large graph takes comes beside the process's own code: what that has done with makes room.
        if PluginOptions.size(ofFile: path) >= PluginOptions.large { host_release_code() }
        let log = StandardErrorLog(errors: console.errors)
        return try loader.load(path: path, log: log) { manifest throws(DiagnosticsError) in
            try BreakpointArguments.set(arguments, in: &manifest)
        }
    }

    /// Runs scenarios.
    func runner(_ control: ScenarioControl, _ console: Console) -> ScenarioRunner {
        ScenarioRunner(loader, log: StandardErrorLog(errors: console.errors), control: control)
    }

    /// The path from the root: a manifest's own paths start from its folder, the user's from where the user is.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    /// Bytes of a manifest of many hundreds of nodes.
    private static let large = 64 << 10

    /// A file's size in bytes; 0 where it is not known.
    private static func size(ofFile path: String) -> Int {
        var file = stat()
        return stat(path, &file) == 0 ? Int(file.st_size) : 0
    }
}
