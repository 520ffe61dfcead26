/// What an operation throws that failed for reasons that its user can put right: all of them at once.
package struct DiagnosticsError: Error, Sendable, Hashable {
    /// At least one, in the order in which they should be read.
    package let diagnostics: [Diagnostic]

    /// - Parameter diagnostics: Must not be empty: an error without a reason helps nobody.
    package init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "an error has at least one diagnostic")
        self.diagnostics = diagnostics
    }

    package init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }

    /// The status of the first error: what comes later may only follow from it.
    package var exit: ExitStatus {
        (diagnostics.first { $0.severity == .error } ?? diagnostics[0]).exit
    }
}

extension DiagnosticsError: CustomStringConvertible {
    package var description: String { DiagnosticRenderer().render(diagnostics) }
}
