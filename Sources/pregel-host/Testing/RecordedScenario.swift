import Glibc
import PregelDiagnostics
import PregelManifest
import PregelRuntime

/// A scenario's file, and its text with what happened as its expectations.
struct RecordedScenario: Sendable {
    let path: String
    let text: Result<String, DiagnosticsError>

    init(_ path: String, _ runner: ScenarioRunner) {
        self.path = path
        text = Result { () throws(DiagnosticsError) in
            try runner.record(try ScenarioLoader().load(path: path))
        }
    }

    /// Puts a text into the file, as a whole or not at all.
    ///
    /// - Returns: What was done.
    func write(_ text: String) throws(DiagnosticsError) -> String {
        if let old = try? SystemFiles().read(path), old == Array(text.utf8) {
            return "\(Wording.clean(path)): unchanged"
        }
        // A link stays a link.
        let target = realpath(path, nil).map { name in
            defer { free(name) }
            return String(cString: name)
        }
        do throws(WriteFault) {
            try FileWriting.replace(target ?? path, with: text)
        } catch {
            throw DiagnosticsError(
                Diagnostic(
                    code: "scenario.unwritable",
                    message: "the scenario \(Wording.quoted(path)) cannot be written: \(error.reason)",
                    exit: .unavailable))
        }
        return "\(Wording.clean(path)): recorded"
    }
}
