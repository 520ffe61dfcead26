import PregelDiagnostics
import PregelValues

/// A run that was refused before it began, as `--json` shows it: in the form of every run's last line.
struct RefusedRun {
    private let diagnostics: [Diagnostic]
    private let unknown: String

    init(_ error: any Error) {
        diagnostics =
            switch error {
            case let error as DiagnosticsError: error.diagnostics
            case let diagnostic as Diagnostic: [diagnostic]
            default: []
            }
        unknown = "\(error)"
    }

    /// Prints the line. A command line that cannot be understood has no run, and so no line either.
    func report(_ console: Console) {
        guard diagnostics.first?.exit != .usage else { return }
        console.print(JSONText.line(value))
    }

    private var value: Value {
        [
            "status": "failed", "output": .null, "interrupts": .array([]), "error": error, "run_id": .null,
            "thread": .null,
        ]
    }

    /// The first error, and all that was found.
    private var error: Value {
        let first = diagnostics.first { $0.severity == .error } ?? diagnostics.first
        return [
            "code": Value(first?.code ?? "internal"), "kind": .null, "message": Value(first?.message ?? unknown),
            "node": .null, "plugin": .null, "diagnostics": .array(diagnostics.map(\.value)),
        ]
    }
}
