import Glibc

/// A plain file that is open for reading.
///
/// It is read where it is needed, and never mapped: whoever writes to a file that is mapped, or cuts it short, changes what was
/// read, or ends the process.
final class OpenFile: ByteSource, Sendable {
    let descriptor: Int32
    /// What the system said of it when it was opened.
    let status: FileStatus

    /// Opens a file.
    ///
    /// - Throws: Why the system does not let it be read, in its words.
    convenience init(_ path: String) throws(FileRefusal) {
        guard !path.utf8.contains(0) else { throw FileRefusal(reason: "its path has a NUL character in it") }
        // Without waiting: a pipe's other end may never come.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .ofSystem }
        try self.init(owning: descriptor)
    }

    /// Takes a descriptor over, and closes it in the end.
    init(owning descriptor: Int32) throws(FileRefusal) {
        self.descriptor = descriptor
        do throws(FileRefusal) {
            status = try FileStatus(of: descriptor)
            guard status.isPlain else {
                throw FileRefusal(
                    reason: status.isFolder ? "it is a directory" : "it is no plain file", isFolder: status.isFolder)
            }
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// The size when it was opened, in bytes.
    var count: Int { status.stamp.size }

    /// Whether nothing has changed it since it was opened, as far as the system's clock tells.
    var isUnchanged: Bool { (try? FileStatus(of: descriptor))?.stamp == status.stamp }

    func bytes(_ range: Range<Int>) -> [UInt8]? {
        guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { room, done in
            done = 0
            while done < range.count {
                let read = pread(
                    descriptor, room.baseAddress.map { $0 + done }, range.count - done, range.lowerBound + done)
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                done += read
            }
        }
        return bytes.count == range.count ? bytes : nil
    }

    /// All of a small file.
    ///
    /// - Returns: `nil` where it cannot be read, or has more bytes.
    static func content(_ path: String, atMost most: Int) -> [UInt8]? {
        guard let file = try? OpenFile(path), file.count <= most else { return nil }
        return file.bytes(0..<file.count)
    }
}
