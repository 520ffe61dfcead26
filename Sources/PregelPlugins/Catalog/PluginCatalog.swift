package import PregelDiagnostics
package import PregelManifest

/// What the plugins on the search path offer, by the entries of a manifest. Runs no plugin's code.
package final class PluginCatalog: ComponentCatalog, @unchecked Sendable {
    private let search: PluginSearch
    /// Files that stand for aliases, whatever the manifest says.
    private let overrides: [String: String]
    private var files: [Key: Result<PluginFile, Diagnostic>] = [:]

    /// What an entry is found by.
    private struct Key: Hashable {
        let alias: String
        let source: PluginEntry.Source
        let folder: String
    }

    /// - Parameters:
    ///   - search: Where to look.
    ///   - overrides: Files by alias, as `--plugin ALIAS=FILE` gives them.
    package init(_ search: PluginSearch, overrides: [String: String] = [:]) {
        self.search = search
        self.overrides = overrides
    }

    package func plugin(for entry: PluginEntry) -> Result<PluginIdentity, Diagnostic> {
        file(for: entry).map(\.manifest.identity)
    }

    /// The file of an entry, after everything that can be checked without loading it.
    package func file(for entry: PluginEntry) -> Result<PluginFile, Diagnostic> {
        let key = Key(alias: entry.alias, source: entry.source, folder: entry.folder)
        if let known = files[key] { return known }
        let found: Result<PluginFile, Diagnostic>
        do throws(Diagnostic) {
            let file = try find(entry)
            try check(file, entry)
            found = .success(file)
        } catch {
            found = .failure(error)
        }
        files[key] = found
        return found
    }

    private func find(_ entry: PluginEntry) throws(Diagnostic) -> PluginFile {
        guard let path = overrides[entry.alias] else { return try search.find(entry) }
        guard let real = PluginSearch.real(path) else {
            throw PluginFaults.notFound("the plugin file \"\(path)\"", tried: [path], nearest: nil)
        }
        return try PluginFile(real)
    }

    private func check(_ file: PluginFile, _ entry: PluginEntry) throws(Diagnostic) {
        if let pinned = entry.sha256, pinned != file.file.sha256 {
            throw PluginFaults.wrongHash(file.path, expected: pinned, found: file.file.sha256)
        }
        let missing = file.manifest.needs.missing(in: entry.grants, folder: entry.folder)
        if !missing.words.isEmpty {
            var whole = entry.grants
            whole.add(missing)
            throw PluginFaults.missingGrants(file.manifest.identity.id, missing.words, whole)
        }
        if let name = file.manifest.requires.first {
            throw PluginFaults.missingExtension(file.manifest.identity.id, name)
        }
    }
}
