import Glibc
import PregelDiagnostics

/// A file for a report, opened before there is one: whoever cannot have it wants to know at once. What is in it stays until
/// then.
struct ReportFile {
    private let path: String
    private let file: Int32
    /// Whether it is standard output, where other results may stand before it.
    private let isOutput: Bool

    /// - Parameter output: What a path means that names standard output.
    init(_ path: String, _ output: Stream, _ arguments: Arguments, _ option: Option) throws(Diagnostic) {
        self.path = path
        isOutput = StandardOutput.isMeant(by: path)
        file = isOutput ? output.copy() : open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else {
            throw arguments.refusal(
                of: option, expected: "a file that can be written: \(WriteFault.ofSystem.reason)", got: path)
        }
    }

    /// Writes the report.
    func write(_ text: String) throws(Diagnostic) {
        // A pipe has nothing to be cut off.
        if !isOutput { _ = ftruncate(file, 0) }
        do throws(WriteFault) {
            try FileWriting.write(text, to: file)
        } catch {
            throw Diagnostic(
                code: "report.unwritable",
                message: "the report \(Wording.quoted(path)) cannot be written: \(error.reason)", exit: .unavailable)
        }
        close(file)
    }
}
