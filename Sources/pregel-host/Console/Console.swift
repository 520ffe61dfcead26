import Glibc
import PregelDiagnostics

/// Where a command writes: results to standard output, everything else to standard error.
///
/// Texts are of plugins, manifests and files, too: nothing that a terminal would obey comes through here. Who puts such a text
/// into a line cleans it before (`Wording.clean`), so that it does not pass for lines of its own.
struct Console: Sendable {
    let output: Stream
    let errors: Stream

    init(output: Stream, errors: Stream = Stream(descriptor: STDERR_FILENO)) {
        self.output = output
        self.errors = errors
    }

    /// The console of the process, which has standard output to itself: to be made once, before anything of a plugin runs.
    static func ofProcess() -> Console { Console(output: Stream(descriptor: StandardOutput.take(), isPrivate: true)) }

    /// Writes a result, with a line break.
    func print(_ text: String) { write(text + "\n") }

    /// Writes a result of several lines, without anything that commands a terminal.
    func write(_ text: String) { output.write(Wording.lines(text)) }

    /// Writes a remark for the person at the terminal.
    func note(_ text: String) { errors.write(Wording.lines(text) + "\n") }

    /// Writes what is wrong, in colour on a terminal.
    func report(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        // What is of others in it is clean, and the colours are the host's.
        let text = DiagnosticRenderer(color: errors.hasColor, width: errors.width).render(diagnostics)
        errors.write(text + "\n")
    }
}
