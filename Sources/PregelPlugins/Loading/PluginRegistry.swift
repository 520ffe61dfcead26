import PregelDiagnostics
import PregelEngine
import PregelValues

/// The plugins that are part of a process: a plugin's entry is called once in it, and its configuration is given once,
/// however many graphs use it.
final class PluginRegistry: @unchecked Sendable {
    /// The process's registry.
    static let shared = PluginRegistry()

    /// One thread at a time: a plugin's entry need not be safe to call from two.
    let lock = Lock()
    /// What became of files whose entry was called, by their content; with the lock held.
    var plugins: [String: Result<LoadedPlugin, Diagnostic>] = [:]
    /// The files that are mapped, for as long as the process lives: the loader knows them by their descriptors. With the lock
    /// held.
    var mapped: [SealedFile] = []
    /// The configurations that were given, by the plugin's content; with the lock held.
    var configurations: [String: Value] = [:]

    init() {}
}
