import Glibc
import PregelSDK

/// An open file; closed when it goes.
struct OpenFile: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// Opens a file for reading.
    init(reading path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure.last(path) }
    }

    /// Makes a file; one of that name is an error.
    init(making path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileFailure.last(path) }
    }

    deinit { close(descriptor) }

    /// How many bytes it has.
    func size() throws -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileFailure.last(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw FileFailure.last(path, status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        return status.st_size
    }

    /// Up to `length` bytes from `offset`; fewer only at the end of the file.
    func read(_ offset: Int, _ length: Int) throws -> [UInt8] {
        var failure: NodeError?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            while filled < length, let base = buffer.baseAddress {
                let count = pread(descriptor, base + filled, length - filled, offset + filled)
                if count < 0, errno == EINTR { continue }
                if count < 0 { failure = FileFailure.last(path) }
                if count <= 0 { break }
                filled += count
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Writes all bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var done = 0
        while done < bytes.count, let base = bytes.baseAddress {
            let count = Glibc.write(descriptor, base + done, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileFailure.last(path) }
            done += count
        }
    }

    /// Waits until the bytes are on the disk.
    func sync() throws {
        guard fsync(descriptor) == 0 else { throw FileFailure.last(path) }
    }
}
