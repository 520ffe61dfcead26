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
    /// - Throws: How it ended the process that tried it, or why it could not be tried.
    func check(_ file: PluginFile) throws(Diagnostic) {
        let content = try file.sealed()
        let verdict: ProbeVerdict
        if let known = cache.verdict(content.sha256) {
            verdict = known
        } else {
            verdict = try attempt(file.path, content)
            cache.keep(verdict, of: file)
        }
        if case .harmful(let how, let tail) = verdict { throw PluginFaults.crashed(file.path, how, tail) }
    }

    /// Why a file is not let pass, where it was tried before; it is not tried now.
    package func known(_ file: PluginFile) -> Diagnostic? {
        guard let content = try? file.sealed(), case .harmful(let how, let tail)? = cache.verdict(content.sha256) else {
            return nil
        }
        return PluginFaults.crashed(file.path, how, tail)
    }

    /// Forgets what is known of a file, so that it is tried again.
    package func forget(_ file: PluginFile) { cache.forget(file) }

    /// Tries a file now.
    ///
    /// - Throws: Why nothing was learned of it: that is no verdict.
    private func attempt(_ path: String, _ content: SealedFile) throws(Diagnostic) -> ProbeVerdict {
        guard content.isIntact else { throw PluginFaults.taken(path) }
        let word = Self.freshWord()
        let end: ChildProcess.End
        do throws(ChildProcess.Refusal) {
            end = try ChildProcess.run(
                program, ["__probe", path], content: content.descriptor,
                answer: ChildProcess.Answer(cue: ProbeCommand.cue, text: word), limitMilliseconds: limit)
        } catch {
            throw PluginFaults.untried(path, error.reason)
        }
        let tail = end.errors.split(separator: "\n").suffix(5).map { String($0.prefix(200)) }
        switch end.status {
        case .late: return .harmful(how: "did not come back within \(Double(limit) / 1000) seconds", tail: tail)
        case .signal(let signal) where SignalName.isFault(signal):
            return .harmful(how: "crashed with \(SignalName.of(signal))", tail: tail)
        // Somebody else has ended it: the system where memory is short, whoever stops everything.
        case .signal(let signal): throw PluginFaults.untried(path, "it was ended by \(SignalName.of(signal))")
        case .lost(let reason): throw PluginFaults.untried(path, "how it ended could not be learned: \(reason)")
        case .exit(0) where ProbeCommand.isReport(end.output, word: word): return .harmless
        case .exit(let status): return .harmful(how: "ended the process with status \(status)", tail: tail)
        }
    }

    /// A word that nobody can guess.
    private static func freshWord() -> String {
        (0..<4).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}

/// Signals by name.
enum SignalName {
    /// Whether a process gets it for what it does itself.
    static func isFault(_ signal: Int32) -> Bool {
        [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGALRM, SIGPIPE, SIGXFSZ, SIGXCPU].contains(signal)
    }

    static func of(_ signal: Int32) -> String {
        [
            SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGFPE: "SIGFPE", SIGABRT: "SIGABRT",
            SIGKILL: "SIGKILL", SIGTERM: "SIGTERM", SIGTRAP: "SIGTRAP", SIGALRM: "SIGALRM", SIGSYS: "SIGSYS",
            SIGINT: "SIGINT", SIGHUP: "SIGHUP", SIGQUIT: "SIGQUIT", SIGPIPE: "SIGPIPE", SIGCHLD: "SIGCHLD",
            SIGXFSZ: "SIGXFSZ", SIGXCPU: "SIGXCPU",
        ][signal] ?? "signal \(signal)"
    }
}
