import Glibc

/// Why a file cannot be written.
struct WriteFault: Error {
    /// In words: `Permission denied`.
    let reason: String

    /// What the last call of the system said.
    static var ofSystem: WriteFault {
        WriteFault(reason: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
    }
}

/// Writes files.
enum FileWriting {
    /// Puts a text in place of a file's: by a file beside it, so that nobody ever sees half of it.
    static func replace(_ path: String, with text: String) throws(WriteFault) {
        var status = stat()
        let mode = stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
        let beside = "\(path).\(getpid()).new"
        let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw .ofSystem }
        do throws(WriteFault) {
            defer { close(file) }
            guard fchmod(file, mode) == 0 else { throw .ofSystem }
            try write(text, to: file)
        } catch {
            unlink(beside)
            throw error
        }
        guard rename(beside, path) == 0 else {
            let fault = WriteFault.ofSystem
            unlink(beside)
            throw fault
        }
    }

    /// Writes all of a text.
    static func write(_ text: String, to file: Int32) throws(WriteFault) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EAGAIN {
                var reader = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
                poll(&reader, 1, -1)
            } else if count < 0, errno != EINTR {
                throw .ofSystem
            }
            rest = rest.dropFirst(max(count, 0))
        }
    }
}
