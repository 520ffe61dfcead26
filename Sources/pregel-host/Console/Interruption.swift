import CHostExit
import CHostSystem
import Glibc
import PregelDiagnostics
import PregelPlugins
import Synchronization

/// What Ctrl-C and SIGTERM do: they ask for an end, and in the end they get it.
///
/// Ctrl-C cancels, and a second one ends the process at once. SIGTERM lets the superstep finish; a second one cancels, a third
/// one ends the process. A thread of its own waits for them, and meanwhile sees to it that they come at all: that no plugin
/// keeps them from the host.
enum Interruption {
    /// How a command is to stop.
    enum Stop: Sendable {
        /// Once what runs has come to a good end.
        case drain
        case cancel
    }

    /// Calls `stop` for each request, on another thread, until `forget` is called.
    ///
    /// - Parameter log: Is told of what plugins do to the process meanwhile.
    static func watch(_ log: any PluginLog, _ stop: @escaping @Sendable (Stop) -> Void) {
        // What plugins have done until now is not the host's wish.
        OwnProcess.restore(log)
        state.withLock { $0.stop = stop }
        host_signals_listen()
        OwnProcess.remember()
        if !Waiter.start(log) {
            host_signals_leave()
            OwnProcess.remember()
        }
    }

    /// Lets go of what is to be stopped: it has ended. The waiting thread holds it no longer either.
    static func forget() {
        asking.withLock { _ in letGo() }
    }

    private static func letGo() {
        let old = state.withLock { state in
            defer { state.stop = nil }
            return state.stop
        }
        _ = old
    }

    /// The status of a command that was stopped; `nil` where nobody has asked for it.
    static var cause: ExitStatus? { state.withLock(\.cause) }

    /// What became of a command that was stopped, in a word.
    static var word: String { cause == .terminated ? "terminated" : "interrupted" }

    /// From now on plugins have so many seconds for what they do at the end; then the process ends without them, with the
    /// same status.
    static func limitEnd(_ status: ExitStatus, _ log: any PluginLog, seconds: Int = 5) {
        guard !LoadedPlugins.ids.isEmpty else { return }
        limit(status, log, "come to its end (destroy, shutdown)", seconds)
    }

    /// From now on plugins have so many seconds to be checked; then the process ends as one that failed.
    static func limitCheck(_ log: any PluginLog, seconds: Int) {
        limit(.failed, log, "come back from being checked (configure, create, destroy)", seconds)
    }

    private static func limit(_ status: ExitStatus, _ log: any PluginLog, _ deed: String, _ seconds: Int) {
        let deadline = host_monotonic_ns() + Int64(seconds) * 1_000_000_000
        let limit = Limit(deadline: deadline, seconds: seconds, deed: deed, status: status, thread: MainThread())
        state.withLock { $0.end = limit }
        _ = Waiter.start(log)
    }

    // MARK: What was asked

    private struct State {
        var stop: (@Sendable (Stop) -> Void)?
        var cause: ExitStatus?
        var isCancelling = false
        var hasWaiter = false
        var end: Limit?

        /// What a signal asks for; `nil` to end the process at once.
        mutating func take(_ status: ExitStatus) -> Stop? {
            if isCancelling { return nil }
            let isFirst = cause == nil
            cause = status
            if isFirst, status == .terminated { return .drain }
            isCancelling = true
            return .cancel
        }
    }

    private static let state = Mutex(State())
    /// Held while somebody is told to stop.
    private static let asking = Mutex(())

    /// When the process ends, whatever its plugins are in.
    private struct Limit {
        let deadline: Int64
        let seconds: Int
        /// What they should have done by then.
        let deed: String
        let status: ExitStatus
        let thread: MainThread
    }

    /// What the thread is in that ends the process.
    private struct MainThread: @unchecked Sendable {
        let current = host_current_get()
    }

    // MARK: The thread

    private enum Waiter {
        /// Twice a second is often enough to notice what plugins have done.
        private static let pause: Int64 = 500_000_000

        /// Starts the thread, once; `false` where the system gives none.
        static func start(_ log: any PluginLog) -> Bool {
            let isThere = state.withLock { state in
                defer { state.hasWaiter = true }
                return state.hasWaiter
            }
            if isThere { return true }
            let context = Unmanaged.passRetained(Context(log))
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    let log = Unmanaged<Context>.fromOpaque(context).takeRetainedValue().log
                    while Waiter.takeOne(log) {}
                    return nil
                }, context.toOpaque())
            guard code == 0 else {
                context.release()
                state.withLock { $0.hasWaiter = false }
                return false
            }
            pthread_detach(thread)
            return true
        }

        /// Waits for a signal, or for some time; `false` where there is nothing to wait with any more: then signals do what
        /// they do without the host.
        private static func takeOne(_ log: any PluginLog) -> Bool {
            switch Int(host_signals_wait(pause)) {
            case HOST_SIGNALS_NONE: look(log)
            case HOST_SIGNALS_INTERRUPT: ask(.interrupted)
            case HOST_SIGNALS_TERMINATE: ask(.terminated)
            default:
                host_signals_leave()
                OwnProcess.remember()
                return false
            }
            return true
        }

        private static func ask(_ status: ExitStatus) {
            guard let wish = state.withLock({ $0.take(status) }) else { host_exit_now(status.rawValue) }
            asking.withLock { _ in state.withLock(\.stop)?(wish) }
        }

        private static func look(_ log: any PluginLog) {
            OwnProcess.restoreShared(log)
            guard let end = state.withLock(\.end), host_monotonic_ns() > end.deadline else { return }
            log.write(
                plugin: LoadedPlugins.id(of: end.thread.current), node: "", level: 3,
                message:
                    "has not \(end.deed) within \(end.seconds) s: the process ends without it",
                fields: nil)
            host_exit_now(end.status.rawValue)
        }
    }

    private final class Context: Sendable {
        let log: any PluginLog

        init(_ log: any PluginLog) { self.log = log }
    }
}
