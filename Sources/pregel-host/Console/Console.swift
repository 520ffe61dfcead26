import Glibc
import PregelDiagnostics

/// Where a command writes: results to standard output, everything else to standard error.
struct Console: Sendable {
    let output: Stream
    let errors: Stream

    init(output: Stream, errors: Stream = Stream(descriptor: STDERR_FILENO)) {
        self.output = output
        self.errors = errors
    }

    /// The console of the process, which has standard output to itself: to be made once, before anything of a plugin runs.
    static func ofProcess() -> Console { Console(output: Stream(descriptor: StandardOutput.take())) }

    /// Writes a result, with a line break.
    func print(_ text: String) { output.write(text + "\n") }

    /// Writes a remark for the person at the terminal.
    func note(_ text: String) { errors.write(text + "\n") }

    /// Writes what is wrong, in colour on a terminal.
    func report(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        note(DiagnosticRenderer(color: errors.hasColor, width: errors.width).render(diagnostics))
    }
}
