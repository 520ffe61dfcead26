import Glibc
import PregelDiagnostics

/// Finds needed libraries as the system's loader does, without loading any: on the paths in the file, on those of the
/// environment, in the loader's cache, in its own folders.
struct LibrarySearch {
    private let folders: [String]
    private let cached: Set<String>

    /// - Parameter path: The file that needs libraries; its folder is what `$ORIGIN` stands for.
    init(of path: String, _ elf: ELFFile?) {
        let origin = PluginSearch.split(path).folder
        let set = getenv("LD_LIBRARY_PATH").map { String(cString: $0) } ?? ""
        let (runpath, rpath) = elf?.runPaths ?? ([], [])
        func parts(_ lists: [String]) -> [String] {
            lists.flatMap { $0.split(separator: ":") }.map { LibrarySearch.expanded(String($0), origin) }
        }
        folders = (runpath.isEmpty ? parts(rpath) : []) + parts([set]) + parts(runpath) + LibrarySearch.systemFolders
        cached = LoaderCache.names
    }

    /// Whether the loader will find a library.
    func finds(_ library: String) -> Bool {
        if library.contains("/") { return access(library, R_OK) == 0 }
        if folders.contains(where: { access($0 + "/" + library, R_OK) == 0 }) || cached.contains(library) {
            return true
        }
        // What this process has loaded serves a plugin too.
        guard let handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD) else { return false }
        dlclose(handle)
        return true
    }

    private static let systemFolders: [String] = {
        #if arch(x86_64)
        let triple = "x86_64-linux-gnu"
        #else
        let triple = "aarch64-linux-gnu"
        #endif
        return ["/lib/\(triple)", "/usr/lib/\(triple)", "/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    }()

    /// A path with the words that the loader replaces.
    private static func expanded(_ path: String, _ origin: String) -> String {
        #if arch(x86_64)
        let platform = "x86_64"
        #else
        let platform = "aarch64"
        #endif
        let words = [("ORIGIN", origin), ("LIB", "lib64"), ("PLATFORM", platform)]
        return words.reduce(path) { path, word in
            path.replacing("${\(word.0)}", word.1).replacing("$\(word.0)", word.1)
        }
    }
}

extension String {
    /// The text with another in place of each part. The library of regular expressions, which has the like, is not loaded.
    fileprivate func replacing(_ part: String, _ other: String) -> String {
        var result = "", rest = self[...]
        while let place = String(rest).firstPlace(of: part) {
            let text = String(rest)
            result += text[..<place.lowerBound] + other
            rest = Substring(text[place.upperBound...])
        }
        return result + rest
    }
}
