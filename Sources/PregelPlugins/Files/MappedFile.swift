import Glibc

/// A file in memory, as it is; unmapped with its last reference.
package final class MappedFile: @unchecked Sendable {
    /// The content.
    package let bytes: UnsafeRawBufferPointer
    /// Tells files apart whatever their path.
    package let device: UInt64
    package let inode: UInt64
    private let stamp: FileStamp

    /// Maps the file.
    ///
    /// - Throws: Why the system does not let it be read, in its words.
    package init(_ path: String) throws(FileRefusal) {
        // Without waiting: a pipe's other end may never come.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileRefusal(reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileRefusal(reason: String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw FileRefusal(reason: isFolder ? "it is a directory" : "it is no plain file", isFolder: isFolder)
        }
        stamp = FileStamp(status)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        guard status.st_size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        let memory = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let memory, memory != MAP_FAILED else { throw FileRefusal(reason: String(cString: strerror(errno))) }
        bytes = UnsafeRawBufferPointer(start: memory, count: Int(status.st_size))
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }

    /// Whether the file at this path is this one.
    func isStill(at path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode && Int(status.st_size) == bytes.count
    }

    /// The content's SHA-256, in hexadecimal; computed when it is first needed.
    package var sha256: String { KnownDigests.shared.digest(stamp) { SHA256.hex(ofMapped: bytes) } }
}

/// Why a file cannot be read.
package struct FileRefusal: Error, Sendable {
    package let reason: String
    /// Whether it is a folder, and no file at all.
    package let isFolder: Bool

    init(reason: String, isFolder: Bool = false) {
        self.reason = reason
        self.isFolder = isFolder
    }
}
