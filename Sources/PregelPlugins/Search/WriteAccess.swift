/// Who may change a plugin, and so decide what runs, besides root and the user.
package enum WriteAccess {
    /// Of a plugin's file, and of its folder, where another file may be put in its place.
    static func risks(_ path: String, _ status: FileStatus) -> [String] {
        status.writers.map { "the file may be changed by \($0)" } + risks(ofFolder: PluginSearch.split(path).folder)
    }

    /// Of a folder where plugins are.
    package static func risks(ofFolder folder: String) -> [String] {
        guard let status = try? FileStatus(at: folder) else { return [] }
        let name = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        return status.writers.map { "the folder \(name) may be changed by \($0)" }
    }
}
