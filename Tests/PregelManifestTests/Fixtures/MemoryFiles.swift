import PregelManifest

/// Files that exist in a test alone.
struct MemoryFiles: ManifestFiles {
    var files: [String: [UInt8]]

    init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

    func read(_ path: String) throws(FileFault) -> [UInt8] {
        guard let bytes = files[path] else { throw FileFault(reason: "No such file or directory") }
        return bytes
    }
}
