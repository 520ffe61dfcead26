import Glibc
package import PregelDiagnostics
package import PregelManifest

/// Where plugins are looked for, in order. Looking runs no plugin's code.
package struct PluginSearch: Sendable {
    /// The folders, the first one first.
    package let folders: [String]

    /// - Parameter folders: Those asked for, before the standard ones.
    package init(_ folders: [String]) { self.folders = folders }

    /// The folders of `PREGEL_PLUGIN_PATH`, beside the executable, and of the system.
    package static var standardFolders: [String] {
        let listed = getenv("PREGEL_PLUGIN_PATH").map { String(cString: $0) } ?? ""
        let own = executableFolder
        return listed.split(separator: ":").map(String.init)
            + (own.map { [$0, $0 + "/../lib/pregel-host/plugins"] } ?? [])
            + ["/usr/local/lib/pregel-host/plugins", "/usr/lib/pregel-host/plugins"]
    }

    /// The file that an entry asks for.
    ///
    /// - Throws: Every path that was tried, and what there is that cannot be used.
    package func find(_ entry: PluginEntry) throws(Diagnostic) -> PluginFile {
        switch entry.source {
        case .path(let path): try byPath(path, entry)
        case .identity(let id):
            // What lies beside a manifest that came from elsewhere must not take the place of what the user has.
            try byIdentity(id, in: folders + [own(entry.folder)], fix: nil, EntryRule(entry).checkChoice)
        }
    }

    /// The file that somebody names on the command line: a path, a file's name on the search path, or an identity.
    ///
    /// - Throws: Every path that was tried.
    package func find(named name: String) throws(Diagnostic) -> PluginFile {
        let fix = "give its path, or its folder with --plugin-path or PREGEL_PLUGIN_PATH"
        // A file lies where the user is, before it is looked for.
        if name.contains("/") || PluginSearch.real(name) != nil { return try file(at: name, fix: fix) }
        if name.hasSuffix(".so") { return try byName(name, in: folders, fix: fix, EntryRule.checkHost) }
        return try byIdentity(name, in: folders, fix: fix, EntryRule.checkHost)
    }

    // MARK: By path

    /// A path that has a folder means that file, and a name the first file of that name which fits.
    private func byPath(_ path: String, _ entry: PluginEntry) throws(Diagnostic) -> PluginFile {
        guard path.contains("/") else {
            return try byName(path, in: [own(entry.folder)] + folders, fix: nil, EntryRule(entry).checkChoice)
        }
        let isAbsolute = path.hasPrefix("/") || entry.folder.isEmpty
        return try file(
            at: isAbsolute ? path : entry.folder + "/" + path,
            fix: "correct the path: one that has a folder means that file alone")
    }

    /// The one file that a path means.
    private func file(at path: String, fix: String) throws(Diagnostic) -> PluginFile {
        if let real = PluginSearch.real(path) { return try PluginFile(real) }
        let (folder, name) = PluginSearch.split(path)
        let elsewhere = folders.map { $0 + "/" + name }.first { PluginSearch.real($0) != nil }
        let beside = PluginSearch.sharedObjects(folder).map { PluginSearch.split($0).name }
        throw PluginFaults.notFound(
            "the plugin file \"\(path)\"", tried: [path], nearest: nearestName(to: name, in: beside),
            notes: elsewhere.map { ["not meant: \($0); a name without a folder is looked for"] } ?? [], fix: fix)
    }

    /// The first file of a name that fits; else the first one at all, of which whoever asked tells why it does not fit.
    private func byName(
        _ name: String, in folders: [String], fix: String?, _ check: (PluginFile) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> PluginFile {
        let tried = folders.map { $0 == "." ? name : $0 + "/" + name }
        var first: Result<PluginFile, Diagnostic>?
        for path in tried.compactMap(PluginSearch.real) {
            let file = Result { () throws(Diagnostic) in try PluginFile(path) }
            if first == nil { first = file }
            do throws(Diagnostic) {
                let file = try file.get()
                try check(file)
                return file
            } catch {
                continue
            }
        }
        if let first { return try first.get() }
        let names = folders.flatMap(PluginSearch.sharedObjects).map { PluginSearch.split($0).name }
        throw PluginFaults.notFound(
            "the plugin file \"\(name)\"", tried: tried, nearest: nearestName(to: name, in: names), fix: fix)
    }

    // MARK: By identity

    /// The first folder that has a file which fits decides; in it the highest version, then the first name.
    private func byIdentity(
        _ id: String, in folders: [String], fix: String?, _ check: (PluginFile) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> PluginFile {
        var misfits: [(file: PluginFile, why: Diagnostic)] = []
        var others: [FoundFile] = []
        for folder in folders {
            let found = PluginSearch.files(folder)
            for file in PluginSearch.ranked(found.compactMap(\.plugin).filter { $0.manifest.identity.id == id }) {
                do throws(Diagnostic) {
                    try check(file)
                    return file
                } catch {
                    misfits.append((file, error))
                }
            }
            others += found.filter { $0.plugin == nil || $0.id != id }
        }
        let leftOut = others.filter { $0.id == nil || $0.id == id }.compactMap(\.reason).map { "left out: \($0)" }
        if var told = misfits.first?.why {
            if misfits.count > 1 {
                told.notes += misfits.map { "found: \($0.file.path), version \($0.file.manifest.identity.version)" }
            }
            told.notes += leftOut
            throw told
        }
        throw PluginFaults.notFound(
            "a plugin with the identity \"\(id)\"", tried: folders,
            nearest: nearestName(to: id, in: others.compactMap { $0.plugin?.manifest.identity.id }), notes: leftOut,
            fix: fix)
    }

    /// Files of one folder in the order in which they are chosen: the highest version first.
    static func ranked(_ files: [PluginFile]) -> [PluginFile] {
        func version(_ file: PluginFile) -> SemanticVersion {
            SemanticVersion(file.manifest.identity.version) ?? SemanticVersion(0, 0, 0)
        }
        return files.sorted { left, right in
            version(left) == version(right) ? left.path < right.path : version(left) > version(right)
        }
    }

    // MARK: Folders

    /// The folder of a manifest, as a place to look in.
    private func own(_ folder: String) -> String { folder.isEmpty ? "." : folder }

    /// What may be plugins in a folder, by name.
    static func files(_ folder: String) -> [FoundFile] { sharedObjects(folder).compactMap { FoundFile($0) } }

    /// The shared objects of a folder, by name.
    package static func sharedObjects(_ folder: String) -> [String] {
        // A link that leads nowhere keeps its own path: reading it tells so.
        names(in: folder).filter { $0.hasSuffix(".so") }.sorted().map { real(folder + "/" + $0) ?? folder + "/" + $0 }
    }

    /// The names in a folder, in no order; none where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            // Where it lies: an entry is as long as its name, and a copy of the whole field reads beyond the last one.
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names
    }

    /// The absolute path without links; `nil` where there is no such file.
    package static func real(_ path: String) -> String? {
        // For the system a NUL ends the path, and the rest of it would count for nothing.
        guard !path.utf8.contains(0), let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The folder of a path, and the name in it.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    /// The folder of the program that runs.
    package static var executableFolder: String? {
        guard let path = real("/proc/self/exe"), let slash = path.lastIndex(of: "/") else { return nil }
        return String(path[..<slash])
    }
}
