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
    /// - Throws: Every path that was tried.
    package func find(_ entry: PluginEntry) throws(Diagnostic) -> PluginFile {
        switch entry.source {
        case .path(let path): try byPath(path, entry.folder)
        case .identity(let id): try byIdentity(id, entry.folder)
        }
    }

    private func byPath(_ path: String, _ folder: String) throws(Diagnostic) -> PluginFile {
        if path.hasPrefix("/") { return try PluginFile(path) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let tried = [folder.isEmpty ? path : folder + "/" + path] + folders.map { $0 + "/" + name }
        for candidate in tried {
            if let real = PluginSearch.real(candidate) { return try PluginFile(real) }
        }
        let files = folders.flatMap(PluginSearch.sharedObjects).compactMap {
            $0.split(separator: "/").last.map(String.init)
        }
        throw PluginFaults.notFound(
            "the plugin file \"\(path)\"", tried: tried, nearest: nearestName(to: name, in: files))
    }

    private func byIdentity(_ id: String, _ folder: String) throws(Diagnostic) -> PluginFile {
        var others: [String] = []
        var broken: [String] = []
        for path in places(folder).flatMap(PluginSearch.sharedObjects) {
            do throws(Diagnostic) {
                let file = try PluginFile(path)
                if file.manifest.identity.id == id { return file }
                others.append(file.manifest.identity.id)
            } catch  where error.code == PluginFaults.brokenIdentityCode {
                broken.append("left out: \(([error.message] + error.notes).joined(separator: "; "))")
            } catch {
                // No plugin; other libraries may lie beside plugins.
            }
        }
        throw PluginFaults.notFound(
            "a plugin with the identity \"\(id)\"", tried: places(folder), nearest: nearestName(to: id, in: others),
            notes: broken)
    }

    /// The manifest's folder and the search path.
    private func places(_ folder: String) -> [String] { [folder.isEmpty ? "." : folder] + folders }

    /// The shared objects of a folder, by name.
    package static func sharedObjects(_ folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            // Where it lies: an entry is as long as its name, and a copy of the whole field reads beyond the last one.
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".so") { names.append(name) }
        }
        return names.sorted().compactMap { real(folder + "/" + $0) }
    }

    /// The absolute path without links; `nil` where there is no such file.
    package static func real(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The folder of the program that runs.
    package static var executableFolder: String? {
        guard let path = real("/proc/self/exe"), let slash = path.lastIndex(of: "/") else { return nil }
        return String(path[..<slash])
    }
}
