/// Paths as text: joined and simplified without looking at the disk.
enum FilePath {
    /// `path` as seen from `folder`; an absolute one stays.
    static func joined(_ folder: String, _ path: String) -> String {
        path.hasPrefix("/") || folder.isEmpty ? simplified(path) : simplified(folder + "/" + path)
    }

    /// The folder of a file; empty where the path has none.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Without `.`, `..` and doubled slashes, as far as that is possible.
    static func simplified(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
    }
}
