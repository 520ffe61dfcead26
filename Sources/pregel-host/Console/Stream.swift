import CHostExit
import Glibc
import PregelDiagnostics

/// One of the process's output streams, written at once and whole.
///
/// A reader that has gone away ends the process as it does every Unix filter: by SIGPIPE, without a word. The signal is
/// ignored otherwise, so that a socket of a plugin cannot end the host.
struct Stream: Sendable {
    private let descriptor: Int32

    /// What the descriptor led to at the start; `nil` where it may be led elsewhere.
    private let target: Target?

    /// - Parameter isPrivate: Whether nobody else is to touch the descriptor: a plugin that closes descriptors which are not
    ///   its own may have a file of its own in its place.
    init(descriptor: Int32, isPrivate: Bool = false) {
        self.descriptor = descriptor
        target = isPrivate ? Target(descriptor) : nil
    }

    /// A descriptor of its own for the same stream; below 0 where there is none.
    func copy() -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }

    /// Whether a person reads along.
    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether to use colours: on a terminal that has them, and where nobody asked for none.
    var hasColor: Bool {
        guard isTerminal else { return false }
        if let wish = getenv("NO_COLOR"), wish.pointee != 0 { return false }
        guard let terminal = getenv("TERM") else { return false }
        return strcmp(terminal, "dumb") != 0
    }

    /// Columns of a line.
    var width: Int {
        var size = winsize()
        guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 100 }
        return Int(size.ws_col) - 10
    }

    /// Writes all of `text`.
    func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes all of `bytes`.
    func write(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        if let target, target != Target(descriptor) { return fail(EBADF) }
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                waitForReader()
            } else if errno == EPIPE {
                Self.endByBrokenPipe()
            } else if errno != EINTR {
                return fail(errno)
            }
        }
    }

    /// Somebody shares the stream, and has it refuse what it cannot take at once: a terminal's other programs may do so.
    private func waitForReader() {
        var reader = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&reader, 1, -1)
    }

    private struct Target: Equatable {
        private let device: UInt
        private let file: UInt

        /// `nil` where there is nothing.
        init?(_ descriptor: Int32) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { return nil }
            device = UInt(status.st_dev)
            file = UInt(status.st_ino)
        }
    }

    private static func endByBrokenPipe() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        host_exit_now(128 + SIGPIPE)
    }

    /// A result that cannot be written must not pass for a success; a remark may be lost.
    private func fail(_ code: Int32) {
        guard descriptor != STDERR_FILENO else { return }
        Stream(descriptor: STDERR_FILENO).write(
            "pregel-host: cannot write the output: \(String(cString: strerror(code)))\n")
        host_exit(ExitStatus.unavailable.rawValue)
    }
}
