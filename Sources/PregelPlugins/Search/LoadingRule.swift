import PregelDiagnostics

/// What can be known of loading a file without doing it: loading would say so too, once it has run some of the plugin's code.
enum LoadingRule {
    /// Everything that keeps the system's loader from loading a file, or a plugin's entry from being found in it.
    static func refusals(of file: PluginFile) -> [Diagnostic] {
        let content: SealedFile
        do throws(Diagnostic) { content = try file.sealed() } catch { return [error] }
        guard let elf = try? ELFFile(from: content) else { return [] }
        let libraries = LibrarySearch(of: file.path, elf.linking).missing.map {
            PluginFaults.missingLibrary(file.path, $0)
        }
        return libraries + (elf.exports(PluginFile.entry) == false ? [PluginFaults.noEntry(file.path)] : [])
    }
}
