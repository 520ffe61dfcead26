import CHostSystem
import Glibc
import PregelEngine

/// What was in a file, read once, in memory that nobody can change any more: what is checked, hashed, tried and loaded is
/// this.
///
/// Of a shared object it has the parts that are loaded or looked at (`ELFFile.usedParts`), and zeros in place of the rest, which
/// is for debuggers: most of a file, often.
package final class SealedFile: ByteSource, Sendable {
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
    /// The SHA-256 of all that was read, in hexadecimal; "" where another process has read it.
    package let sha256: String

    /// Reads a file, or gives what was read of it before, where the system says that nothing has changed it.
    static func read(_ path: String) throws(Refusal) -> SealedFile {
        // A file that is being written to has a part of its old and a part of its new content.
        for _ in 0..<3 {
            let source: OpenFile
            do throws(FileRefusal) { source = try OpenFile(path) } catch { throw .unreadable(error) }
            guard source.count <= mostBytes else { throw .tooLarge }
            if let known = SealedFiles.shared.file(source.status.stamp) { return known }
            let sealed = try SealedFile(source, name: PluginSearch.split(path).name)
            // What was left out must be what may be, by what was read and hashed.
            guard source.isUnchanged, (try? ELFFile(from: sealed))?.usedParts ?? [] == sealed.parts else { continue }
            SealedFiles.shared.keep(sealed, source.status.stamp)
            return sealed
        }
        throw .busy
    }

    private init(_ source: OpenFile, name: String) throws(Refusal) {
        let parts = (try? ELFFile(from: source))?.usedParts ?? []
        let list = parts.map { host_part(begin: UInt64($0.lowerBound), end: UInt64($0.upperBound)) }
        // The system takes names of 249 bytes at most.
        let name = String(decoding: name.utf8.suffix(200), as: UTF8.self)
        var (descriptor, error): (Int32, Int32) = (-1, 0)
        sha256 = SHA256.hex {
            descriptor = host_seal(source.descriptor, name, UInt64(SealedFile.mostBytes), list, list.count, $0)
            error = errno
        }
        guard descriptor >= 0 else {
            switch error {
            case EOVERFLOW: throw .tooLarge
            case EFBIG: throw .limited
            default: throw .unavailable(String(cString: strerror(error)))
            }
        }
        self.parts = parts
        do throws(FileRefusal) { file = try OpenFile(owning: descriptor) } catch { throw .unreadable(error) }
    }

    /// The parts that are there; all of it where there are none.
    private let parts: [Range<Int>]

    /// Takes over a file that another process has sealed; `nil` where the descriptor is none.
    init?(inherited descriptor: Int32) {
        guard host_is_sealed(descriptor) != 0, let file = try? OpenFile(owning: descriptor) else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        self.file = file
        parts = []
        sha256 = ""
    }

    /// Open as long as this object lives.
    var descriptor: Int32 { file.descriptor }

    var status: FileStatus { file.status }

    /// Whether the descriptor is still the file's: plugins there are that close all that they find.
    var isIntact: Bool { file.isUnchanged }

    package var count: Int { file.count }

    func bytes(_ range: Range<Int>) -> [UInt8]? { file.bytes(range) }
}

/// The files that this process has read and still uses: one that stands for several plugins of a manifest, or for those of
/// many manifests, is read and kept once.
private final class SealedFiles: Sendable {
    static let shared = SealedFiles()

    private struct Known {
        weak var file: SealedFile?
    }

    private let files = Guarded<[FileStamp: Known]>([:])

    func file(_ stamp: FileStamp) -> SealedFile? {
        guard let known = files.withLock({ $0[stamp]?.file }), known.isIntact else { return nil }
        return known
    }

    func keep(_ file: SealedFile, _ stamp: FileStamp) { files.withLock { $0[stamp] = Known(file: file) } }
}
