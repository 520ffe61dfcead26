import Glibc
package import PregelDiagnostics
import PregelValues

/// Loads unknown files in a process of their own first: a plugin that crashes or hangs there costs a message.
package struct PluginProbe: Sendable {
    /// The program that is started as `PROGRAM __probe FILE`.
    private let program: String
    private let cache: ProbeCache
    /// The longest that loading may take, in milliseconds.
    private let limit: Int

    package init(program: String = "/proc/self/exe", cache: ProbeCache = .standard, limitMilliseconds: Int = 5_000) {
        self.program = program
        self.cache = cache
        limit = limitMilliseconds
    }

    /// Lets a file pass that is known, or that was tried and did no harm.
    ///
    /// - Throws: How it ended the process that tried it.
    func check(_ file: PluginFile) throws(Diagnostic) {
        let verdict: ProbeVerdict
        if let known = cache.verdict(file.file.sha256) {
            verdict = known
        } else {
            verdict = try attempt(file.path)
            cache.keep(verdict, file.file.sha256)
        }
        if case .harmful(let how, let tail) = verdict { throw PluginFaults.crashed(file.path, how, tail) }
    }

    /// Why a file is not let pass, where it was tried before; it is not tried now.
    package func known(_ file: PluginFile) -> Diagnostic? {
        guard case .harmful(let how, let tail)? = cache.verdict(file.file.sha256) else { return nil }
        return PluginFaults.crashed(file.path, how, tail)
    }

    /// Forgets what is known of a file, so that it is tried again.
    package func forget(_ file: PluginFile) { cache.forget(file.file.sha256) }

    /// Tries a file now.
    private func attempt(_ path: String) throws(Diagnostic) -> ProbeVerdict {
        let end: ChildProcess.End
        do throws(ChildProcess.Refusal) {
            end = try ChildProcess.run(program, ["__probe", path], limitMilliseconds: limit)
        } catch {
            throw PluginFaults.untried(path, error.reason)
        }
        let tail = end.errors.split(separator: "\n").suffix(5).map { String($0.prefix(200)) }
        switch end.status {
        case .late: return .harmful(how: "did not come back within \(Double(limit) / 1000) seconds", tail: tail)
        case .signal(let signal): return .harmful(how: "crashed with \(SignalName.of(signal))", tail: tail)
        case .exit(0) where ProbeCommand.isReport(end.output): return .harmless
        case .exit(let status): return .harmful(how: "ended the process with status \(status)", tail: tail)
        }
    }
}

/// Signals by name.
enum SignalName {
    static func of(_ signal: Int32) -> String {
        [
            SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGFPE: "SIGFPE", SIGABRT: "SIGABRT",
            SIGKILL: "SIGKILL", SIGTERM: "SIGTERM", SIGTRAP: "SIGTRAP", SIGALRM: "SIGALRM", SIGSYS: "SIGSYS",
            SIGINT: "SIGINT", SIGPIPE: "SIGPIPE", SIGCHLD: "SIGCHLD",
        ][signal] ?? "signal \(signal)"
    }
}
