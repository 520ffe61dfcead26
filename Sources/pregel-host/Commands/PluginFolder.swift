import PregelDiagnostics
import PregelPlugins

/// Files of plugins, as the command line names them.
enum PluginFolder {
    /// The plugins of these folders, each file once; what is no plugin is passed over.
    static func plugins(in folders: [String]) -> [PluginFile] {
        var seen: Set<String> = []
        return folders.flatMap(PluginSearch.sharedObjects).filter { seen.insert($0).inserted }
            .compactMap { path in try? PluginFile(path) }
    }

    /// The real path of a file that the user names, or the name itself where there is no such file.
    static func path(_ name: String) -> String { PluginSearch.real(name) ?? name }
}
