import CHostSystem
import Glibc

/// Maps sealed files into the process.
enum SharedObject {
    /// A library that is mapped before, for the loader would not find it.
    struct Library: Equatable {
        let path: String
        /// The name by which the loader will ask for it.
        let name: String
    }

    /// Maps a file, for good, with all that it needs.
    ///
    /// - Parameters:
    ///   - path: Where the file's content comes from, which is its name from then on.
    ///   - libraries: What only its own folder leads to.
    /// - Returns: What the loader calls it; `nil` where it cannot be mapped, and `dlerror` says why.
    static func load(_ file: SealedFile, path: String, after libraries: [Library]) -> UnsafeMutableRawPointer? {
        let texts = libraries.map { (path: strdup($0.path), name: strdup($0.name)) }
        defer {
            for text in texts {
                free(text.path)
                free(text.name)
            }
        }
        let list = texts.map { host_library(path: UnsafePointer($0.path), name: UnsafePointer($0.name)) }
        return host_load_object(file.descriptor, path, list, list.count)
    }
}
