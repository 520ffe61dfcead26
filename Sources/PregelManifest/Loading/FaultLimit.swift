import PregelDiagnostics

/// How many faults of one file are told; the others are counted. Nobody reads on, and a generated file can be wrong in every
/// line.
///
/// Errors and warnings are counted apart, so that no number of warnings hides an error.
struct FaultLimit {
    static let most = 100

    private var errors = 0
    private var warnings = 0
    private var hiddenErrors = 0
    private var hidden = 0

    /// Whether further errors are only counted; then the search for close names can be saved.
    var isFull: Bool { errors >= Self.most }

    /// Whether another fault is to be told; else it has been counted.
    mutating func takes(_ severity: Diagnostic.Severity) -> Bool {
        if severity == .error {
            if errors < Self.most {
                errors += 1
                return true
            }
            hiddenErrors += 1
        } else if warnings < Self.most {
            warnings += 1
            return true
        }
        hidden += 1
        return false
    }

    /// Counts errors that are not told.
    mutating func hide(_ errors: Int) {
        hiddenErrors += errors
        hidden += errors
    }

    /// What is said of those that are not told; `nil` where all are.
    func rest(_ code: String, of file: String) -> Diagnostic? {
        guard hidden > 0 else { return nil }
        return Self.rest(hidden, code, of: file, severity: hiddenErrors > 0 ? .error : .warning)
    }

    static func rest(
        _ count: Int, _ code: String, of file: String, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        Diagnostic(
            code: code, severity: severity,
            message: "and \(count) more fault\(count == 1 ? "" : "s"), which \(count == 1 ? "is" : "are") not shown",
            location: FileLocation(file: file))
    }
}
