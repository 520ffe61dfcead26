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
        let require: VersionRange?
        let sha256: String?
        let grants: PluginEntry.Grants

        init(_ entry: PluginEntry) {
            alias = entry.alias
            source = entry.source
            folder = entry.folder
            require = entry.require
            sha256 = entry.sha256
            grants = entry.grants
        }
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

    package func inspect(_ entry: PluginEntry) -> (identity: PluginIdentity?, refusals: [Diagnostic]) {
        switch found(entry) {
        case .failure(let diagnostic): return (nil, [diagnostic])
        case .success(let file):
            let refusals = EntryRule(entry).refusals(of: file)
            let more = LoadingRule.refusals(of: file).filter { !refusals.contains($0) }
            return (file.manifest.identity, refusals + more)
        }
    }

    /// The file of an entry, after everything that can be checked without loading it.
    package func file(for entry: PluginEntry) -> Result<PluginFile, Diagnostic> {
        found(entry).flatMap { file in
            EntryRule(entry).refusals(of: file).first.map { .failure($0) } ?? .success(file)
        }
    }

    /// A warning where others than root and the user may change the file of an entry.
    package func exposure(of entry: PluginEntry) -> Diagnostic? {
        guard case .success(let file) = found(entry), var told = file.exposure else { return nil }
        told.location = entry.place.location()
        return told
    }

    /// The file of an entry; looked for once.
    private func found(_ entry: PluginEntry) -> Result<PluginFile, Diagnostic> {
        let key = Key(entry)
        if let known = files[key] { return known }
        let found = Result { () throws(Diagnostic) in try find(entry) }
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
}
