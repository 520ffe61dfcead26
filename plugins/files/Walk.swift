import Glibc
import PregelSDK

/// Lists the files of a folder and all folders in it.
struct Walk: Node {
    struct Config: Defaulted {
        var from = "folder"
        var to = "paths"
        var patterns = ["**"]
        var hidden = false
        var limit = 1_000_000
    }

    private let config: Config
    private let globs: [Glob]

    init(config: Config) {
        self.config = config
        globs = config.patterns.map { Glob($0) }
    }

    func run(_ input: Value, _ context: NodeContext) throws {
        let root = try input.string(key: config.from)
        var found: [String] = []
        var waiting: [(path: String, names: [[UInt8]])] = [(root, [])]
        while let folder = waiting.popLast() {
            try context.checkCancellation()
            for entry in try entries(folder.path) where config.hidden || !entry.name.hasPrefix(".") {
                let path = folder.path.hasSuffix("/") ? folder.path + entry.name : folder.path + "/" + entry.name
                let names = folder.names + [Array(entry.name.utf8)]
                if entry.isFolder {
                    waiting.append((path, names))
                } else if globs.contains(where: { $0.matches(names) }) {
                    found.append(path)
                }
            }
            guard found.count <= config.limit else {
                throw NodeError(
                    kind: "ValueError", message: "\(root): has more files than the limit, \(config.limit)",
                    transient: false)
            }
        }
        found.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try context.write(config.to, .array(found.map { Value($0) }))
    }

    /// What is in a folder; links to folders are not followed, so a walk ends.
    private func entries(_ folder: String) throws -> [(name: String, isFolder: Bool)] {
        guard let stream = opendir(folder) else { throw FileFailure.last(folder) }
        defer { closedir(stream) }
        var entries: [(String, Bool)] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." {
                entries.append((name, isFolder(folder + "/" + name, Int32(entry.pointee.d_type))))
            }
            errno = 0
        }
        if errno != 0 { throw FileFailure.last(folder) }
        return entries
    }

    private func isFolder(_ path: String, _ type: Int32) -> Bool {
        if type != Int32(DT_UNKNOWN) { return type == Int32(DT_DIR) }
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
