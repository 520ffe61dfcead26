import Glibc
import PregelDiagnostics

/// What Ctrl-C does: the first one asks for an end, the second one ends the process at once.
///
/// A signal's handler may do next to nothing, so it writes a byte to a pipe, and a thread of its own does the rest.
enum Interruption {
    /// The pipe's end that the handler writes to.
    nonisolated(unsafe) private static var bell: Int32 = -1

    /// Calls `body` at the first Ctrl-C, on another thread. To be called once.
    static func onFirst(_ body: @escaping @Sendable () -> Void) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        bell = ends[1]
        let waiter = Waiter(bell: ends[0], body: body)
        var thread = pthread_t()
        let context = Unmanaged.passRetained(waiter).toOpaque()
        guard pthread_create(&thread, nil, { Waiter.run($0) }, context) == 0 else { return }
        pthread_detach(thread)
        signal(SIGINT) { _ in
            let code = errno
            var ring: UInt8 = 1
            _ = write(Interruption.bell, &ring, 1)
            errno = code
        }
        // Whoever started the host may have kept the signal back.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private final class Waiter: Sendable {
        private let bell: Int32
        private let body: @Sendable () -> Void

        init(bell: Int32, body: @escaping @Sendable () -> Void) {
            self.bell = bell
            self.body = body
        }

        static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let context else { return nil }
            let waiter = Unmanaged<Waiter>.fromOpaque(context).takeRetainedValue()
            waiter.await()
            waiter.body()
            waiter.await()
            _exit(ExitStatus.interrupted.rawValue)
        }

        private func await() {
            var ring: UInt8 = 0
            while read(bell, &ring, 1) < 1 {}
        }
    }
}
