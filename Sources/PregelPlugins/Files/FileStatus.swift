import Glibc

/// What the system says of a file or folder.
struct FileStatus: Sendable {
    let stamp: FileStamp
    let mode: mode_t
    let owner: uid_t
    let group: gid_t

    /// Of an open file.
    init(of descriptor: Int32) throws(FileRefusal) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .ofSystem }
        self.init(status)
    }

    /// Of what is at a path.
    init(at path: String) throws(FileRefusal) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .ofSystem }
        self.init(status)
    }

    private init(_ status: stat) {
        stamp = FileStamp(status)
        mode = status.st_mode
        owner = status.st_uid
        group = status.st_gid
    }

    /// Whether there is a folder at a path.
    static func isFolder(_ path: String) -> Bool { (try? FileStatus(at: path))?.isFolder == true }

    var isPlain: Bool { mode & S_IFMT == S_IFREG }
    var isFolder: Bool { mode & S_IFMT == S_IFDIR }

    /// Who may change it besides root and the user that this process runs for, in words.
    var writers: [String] {
        let isForeign = owner != 0 && owner != geteuid()
        let all = mode & S_IWOTH != 0 ? ["everybody"] : []
        // A group that has its owner's number is the owner's alone, as is that of root.
        let isShared = mode & S_IWGRP != 0 && group != owner && group != 0
        return (isForeign ? ["user \(owner), whom it belongs to"] : []) + all + (isShared ? ["group \(group)"] : [])
    }
}
