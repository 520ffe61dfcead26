import CHostSystem
import Glibc
import PregelEngine

/// What was in a file, read once, in memory that nobody can change any more: what is checked, hashed, tried and loaded is
/// this.
package final class SealedFile: ByteSource, @unchecked Sendable {
    /// Why there is none.
    enum Refusal: Error {
        case unreadable(FileRefusal)
        case tooLarge
        /// It was written to whenever it was read.
        case busy
        /// The system makes no such file, in its words.
        case unavailable(String)
        /// This process may not write so many bytes to a file, not even in memory.
        case limited
    }

    /// The most bytes that a plugin's file may have.
    package static let mostBytes = 1 << 30

    private let file: OpenFile
    private let lock = Lock()
    private var digest: String?

    /// Reads a file, or gives what was read of it before, where the system says that nothing has changed it.
    static func read(_ path: String) throws(Refusal) -> SealedFile {
        // A file that is being written to has a part of its old and a part of its new content.
        for _ in 0..<3 {
            let source: OpenFile
            do throws(FileRefusal) { source = try OpenFile(path) } catch { throw .unreadable(error) }
            guard source.count <= mostBytes else { throw .tooLarge }
            if let known = SealedFiles.shared.file(source.status.stamp) { return known }
            let sealed = try SealedFile(source, name: PluginSearch.split(path).name)
            guard source.isUnchanged else { continue }
            SealedFiles.shared.keep(sealed, source.status.stamp)
            return sealed
        }
        throw .busy
    }

    private init(_ source: OpenFile, name: String) throws(Refusal) {
        // The system takes names of 249 bytes at most.
        let descriptor = host_seal(
            source.descriptor, String(decoding: name.utf8.suffix(200), as: UTF8.self), UInt64(SealedFile.mostBytes))
        guard descriptor >= 0 else {
            switch errno {
            case EOVERFLOW: throw .tooLarge
            case EFBIG: throw .limited
            default: throw .unavailable(String(cString: strerror(errno)))
            }
        }
        do throws(FileRefusal) { file = try OpenFile(owning: descriptor) } catch { throw .unreadable(error) }
    }

    /// Takes over a file that another process has sealed; `nil` where the descriptor is none.
    init?(inherited descriptor: Int32) {
        guard host_is_sealed(descriptor) != 0, let file = try? OpenFile(owning: descriptor) else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.file = file
    }

    /// Open as long as this object lives.
    var descriptor: Int32 { file.descriptor }

    var status: FileStatus { file.status }

    package var count: Int { file.count }

    func bytes(_ range: Range<Int>) -> [UInt8]? { file.bytes(range) }

    /// The content's SHA-256, in hexadecimal; computed when it is first needed.
    package var sha256: String {
        lock.withLock {
            if let digest { return digest }
            let made = makeDigest()
            digest = made
            return made
        }
    }

    private func makeDigest() -> String {
        guard count > 0 else { return SHA256.hex(of: UnsafeRawBufferPointer(start: nil, count: 0)) }
        // What is sealed neither changes nor shrinks: it may be mapped.
        let memory = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let memory, memory != MAP_FAILED else { return digestOfCopy() }
        defer { munmap(memory, count) }
        return SHA256.hex(ofMapped: UnsafeRawBufferPointer(start: memory, count: count))
    }

    /// The same where the system lets no more be mapped.
    private func digestOfCopy() -> String {
        (bytes(0..<count) ?? []).withUnsafeBytes { SHA256.hex(of: $0) }
    }
}

/// The files that this process has read and still uses: one that stands for several plugins of a manifest, or for those of
/// many manifests, is read and kept once.
private final class SealedFiles: @unchecked Sendable {
    static let shared = SealedFiles()

    private struct Known {
        weak var file: SealedFile?
    }

    private let lock = Lock()
    private var files: [FileStamp: Known] = [:]

    func file(_ stamp: FileStamp) -> SealedFile? { lock.withLock { files[stamp]?.file } }

    func keep(_ file: SealedFile, _ stamp: FileStamp) { lock.withLock { files[stamp] = Known(file: file) } }
}
