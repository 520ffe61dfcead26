import Glibc

/// Standard output as the results' alone.
///
/// Plugins print, with `printf`, `print` or whatever their language has, and what they print may wait in a buffer until the
/// process ends. So descriptor 1 leads to standard error from the start, and results go through a copy of it that nobody
/// else knows.
enum StandardOutput {
    /// Takes standard output away from everybody else. To be called first of all: no file that is opened may come in the place
    /// of a descriptor that somebody has left closed.
    ///
    /// - Returns: The descriptor for results; one that cannot be written where the process was started without standard
    ///   output.
    static func take() -> Int32 {
        let own = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            putNothing(descriptor)
        }
        dup2(STDERR_FILENO, STDOUT_FILENO)
        return own
    }

    /// Has a descriptor lead nowhere.
    private static func putNothing(_ descriptor: Int32) {
        let null = open("/dev/null", O_RDWR)
        guard null >= 0, null != descriptor else { return }
        dup2(null, descriptor)
        close(null)
    }

    /// Whether a path means standard output, which is reached by another descriptor now.
    static func isMeant(by path: String) -> Bool {
        ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path)
    }
}
