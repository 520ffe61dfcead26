import Glibc
import PregelDiagnostics

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
        let hash = file.file.sha256
        let verdict = cache.verdict(hash) ?? attempt(file.path)
        cache.keep(verdict, hash)
        if case .harmful(let how, let tail) = verdict { throw PluginFaults.crashed(file.path, how, tail) }
    }

    /// Forgets what is known of a file.
    package func forget(_ file: PluginFile) { cache.forget(file.file.sha256) }

    /// Tries a file now.
    private func attempt(_ path: String) -> ProbeVerdict {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .harmless }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let child = spawn(path, errors: ends[1])
        close(ends[1])
        guard let child else { return .harmless }
        let (text, isLate) = read(ends[0])
        if isLate { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let tail = text.split(separator: "\n").suffix(5).map { String($0.prefix(200)) }
        if isLate { return .harmful(how: "did not come back within \(Double(limit) / 1000) seconds", tail: tail) }
        let signal = status & 0x7F
        if signal != 0 { return .harmful(how: "crashed with \(SignalName.of(signal))", tail: tail) }
        let code = status >> 8 & 0xFF
        return code == 0 ? .harmless : .harmful(how: "ended the process with status \(code)", tail: tail)
    }

    private func spawn(_ path: String, errors: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup("__probe"), strdup(path), nil]
        defer { arguments.forEach { free($0) } }
        var environment = ownEnvironment()
        defer { environment.forEach { free($0) } }
        var child = pid_t()
        let status = posix_spawn(&child, program, &actions, nil, &arguments, &environment)
        return status == 0 ? child : nil
    }

    /// The environment without Swift's own crash reporter, which takes seconds.
    private func ownEnvironment() -> [UnsafeMutablePointer<CChar>?] {
        var copies: [UnsafeMutablePointer<CChar>?] = []
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
        while let entry = next.pointee {
            if strncmp(entry, "SWIFT_BACKTRACE=", 16) != 0 { copies.append(strdup(entry)) }
            next += 1
        }
        return copies + [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    }

    /// Everything until the end, or until the limit.
    private func read(_ descriptor: Int32) -> (text: String, isLate: Bool) {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        var began = timespec()
        clock_gettime(CLOCK_MONOTONIC, &began)
        while true {
            var now = timespec()
            clock_gettime(CLOCK_MONOTONIC, &now)
            let passed = (now.tv_sec - began.tv_sec) * 1000 + (now.tv_nsec - began.tv_nsec) / 1_000_000
            guard passed < limit else { return (String(decoding: text, as: UTF8.self), true) }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, Int32(limit - passed))
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return (String(decoding: text, as: UTF8.self), true) }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count <= 0 { return (String(decoding: text, as: UTF8.self), false) }
            text += buffer[..<count]
            if text.count > 1 << 16 { text.removeFirst(text.count - 1 << 15) }
        }
    }
}

/// Signals by name.
enum SignalName {
    static func of(_ signal: Int32) -> String {
        [
            SIGSEGV: "SIGSEGV", SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGFPE: "SIGFPE", SIGABRT: "SIGABRT",
            SIGKILL: "SIGKILL",
            SIGTERM: "SIGTERM", SIGTRAP: "SIGTRAP",
        ][signal] ?? "signal \(signal)"
    }
}
