import Glibc

/// What tells whether a file has changed: the system notes each change of it.
struct FileStamp: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    private let modified: [Int]
    private let changed: [Int]

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }

    /// All of it in one word.
    var text: String {
        ([String(device), String(inode), String(size)] + (modified + changed).map(String.init)).joined(separator: "-")
    }
}
