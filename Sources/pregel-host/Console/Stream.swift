import Glibc
import PregelDiagnostics

/// One of the process's output streams, written at once and whole.
///
/// A reader that has gone away ends the process as it does every Unix filter: by SIGPIPE, without a word. The signal is
/// ignored otherwise, so that a socket of a plugin cannot end the host.
struct Stream: Sendable {
    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

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
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EPIPE {
                Self.endByBrokenPipe()
            } else if errno != EINTR {
                return fail(errno)
            }
        }
    }

    private static func endByBrokenPipe() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
    }

    /// A result that cannot be written must not pass for a success; a remark may be lost.
    private func fail(_ code: Int32) {
        guard descriptor != STDERR_FILENO else { return }
        Stream(descriptor: STDERR_FILENO).write(
            "pregel-host: cannot write the output: \(String(cString: strerror(code)))\n")
        exit(ExitStatus.unavailable.rawValue)
    }
}
