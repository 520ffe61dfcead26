import Glibc

/// Runs this program again for one case, so that its memory is its own.
enum SelfCall {
    /// - Returns: The exit status.
    static func measure(_ name: String, _ options: BenchOptions) -> Int32 {
        let words =
            [
                "pregel-bench", "--only", "^\(name)$", "--min-reps", "\(options.leastRepetitions)",
                "--max-reps", "\(options.mostRepetitions)", "--budget", "\(options.budget)",
            ] + (options.runs.map { ["--runs", "\($0)"] } ?? [])
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        guard posix_spawn(&process, "/proc/self/exe", nil, nil, &arguments, environ) == 0 else { return 70 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return 70 }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 70
    }
}
