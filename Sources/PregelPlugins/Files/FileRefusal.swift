import Glibc

/// Why a file cannot be read.
package struct FileRefusal: Error, Sendable {
    package let reason: String
    /// Whether it is a folder, and no file at all.
    package let isFolder: Bool

    init(reason: String, isFolder: Bool = false) {
        self.reason = reason
        self.isFolder = isFolder
    }

    /// What the system said last.
    static var ofSystem: FileRefusal { FileRefusal(reason: String(cString: strerror(errno))) }
}
