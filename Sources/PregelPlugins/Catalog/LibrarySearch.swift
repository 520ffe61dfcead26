import Glibc
import PregelDiagnostics

/// Finds needed libraries as the system's loader does, without loading any: on the paths in the file, on those of the
/// environment, in the loader's cache, in its own folders.
struct LibrarySearch {
    private let linking: ELFLinking
    /// The file's folder, which is what `$ORIGIN` stands for.
    private let origin: String
    private let folders: [Folder]

    private struct Folder {
        let path: String
        /// Whether the path begins at the file's own folder.
        var isBeside = false
    }

    /// - Parameters:
    ///   - path: The file that needs libraries.
    ///   - linking: What it tells the loader; `nil` where that cannot be read.
    init(of path: String, _ linking: ELFLinking?) {
        let linking = linking ?? ELFLinking()
        let folder = PluginSearch.split(path).folder
        let origin = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        let set = getenv("LD_LIBRARY_PATH").map { String(cString: $0) } ?? ""
        func own(_ lists: [String]) -> [Folder] {
            lists.flatMap { $0.split(separator: ":") }.flatMap { LibrarySearch.expanded(String($0), origin) }
        }
        folders =
            (linking.runpath.isEmpty ? own(linking.rpath) : [])
            + set.split(separator: ":").map { Folder(path: String($0)) } + own(linking.runpath)
            + LibrarySearch.systemFolders.map { Folder(path: $0) }
        self.linking = linking
        self.origin = origin
    }

    /// The libraries that the file needs, and that cannot be found.
    var missing: [String] { linking.needed.filter { !finds($0) } }

    /// Whether the loader will find a library.
    func finds(_ library: String) -> Bool {
        if library.contains("/") {
            return LibrarySearch.expanded(library, origin).contains { LibrarySearch.isThere($0.path) }
        }
        // What this process has loaded serves a plugin too.
        return isLoaded(library) || folders.contains { LibrarySearch.isThere($0.path + "/" + library) }
            || LoaderCache.names.contains(library)
    }

    /// The needed libraries that only the file's own folder leads to: a copy of the file in memory is in no folder, so they are
    /// to be loaded before, each by its path.
    var besides: [SharedObject.Library] { linking.needed.compactMap(beside) }

    private func beside(_ library: String) -> SharedObject.Library? {
        if library.contains("/") {
            guard let found = LibrarySearch.expanded(library, origin).first(where: { LibrarySearch.isThere($0.path) }),
                found.isBeside
            else { return nil }
            let asked = LibrarySearch.expanded(library, "/proc/self/fd").first?.path ?? library
            return SharedObject.Library(path: found.path, name: asked)
        }
        guard !isLoaded(library) else { return nil }
        // The first folder that has it counts, and the loader goes to all others by itself.
        guard let folder = folders.first(where: { LibrarySearch.isThere($0.path + "/" + library) }), folder.isBeside
        else { return nil }
        return SharedObject.Library(path: folder.path + "/" + library, name: library)
    }

    private func isLoaded(_ library: String) -> Bool {
        guard let handle = dlopen(library, RTLD_LAZY | RTLD_NOLOAD) else { return false }
        dlclose(handle)
        return true
    }

    private static func isThere(_ path: String) -> Bool { access(path, R_OK) == 0 }

    private static let systemFolders: [String] = {
        let triple = platform + "-linux-gnu"
        return ["/lib/\(triple)", "/usr/lib/\(triple)", "/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    }()

    private static var platform: String {
        #if arch(x86_64)
        "x86_64"
        #else
        "aarch64"
        #endif
    }

    /// A path with the words that the loader replaces. `$LIB` is another word on another system.
    private static func expanded(_ path: String, _ origin: String) -> [Folder] {
        let isBeside = path.has("$ORIGIN") || path.has("${ORIGIN}")
        let libraries = path.has("LIB") ? ["lib/\(platform)-linux-gnu", "lib64", "lib"] : ["lib64"]
        return libraries.map { library in
            let words = [("ORIGIN", origin), ("LIB", library), ("PLATFORM", platform)]
            let replaced = words.reduce(path) { path, word in
                path.exchanging("${\(word.0)}", for: word.1).exchanging("$\(word.0)", for: word.1)
            }
            return Folder(path: replaced, isBeside: isBeside)
        }
    }
}
