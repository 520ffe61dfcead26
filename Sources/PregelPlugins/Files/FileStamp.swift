import Glibc
import PregelEngine

/// What tells whether a file has changed: the system notes each change of it.
struct FileStamp: Hashable, Sendable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int
    private let modified: [Int]
    private let changed: [Int]

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}

/// Digests of files that have been read before in this process: a plugin of some megabytes is hashed once.
final class KnownDigests: @unchecked Sendable {
    static let shared = KnownDigests()

    private let lock = Lock()
    private var digests: [FileStamp: String] = [:]

    /// The digest of a file; made by `make` where it is not known.
    func digest(_ file: FileStamp, _ make: () -> String) -> String {
        if let known = lock.withLock({ digests[file] }) { return known }
        let made = make()
        lock.withLock { digests[file] = made }
        return made
    }
}
