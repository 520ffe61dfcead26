/// Something that the user can put right: what is wrong, where, what was expected, and how to fix it.
package struct Diagnostic: Error, Sendable, Hashable {
    /// How bad it is: an error stops what was asked for, a warning does not.
    package enum Severity: String, Sendable {
        case error, warning
    }

    /// A stable name, `area.problem`: the wording of a message may change, its code does not.
    package var code: String
    package var severity: Severity
    /// One sentence without a full stop: what is wrong.
    package var message: String
    /// Where; `nil` for what has no place in a file.
    package var location: FileLocation?
    /// Further facts, a line each: the valid values, both versions.
    package var notes: [String]
    /// What to do about it.
    package var fix: String?
    /// How a command that stops here exits.
    package var exit: ExitStatus

    package init(
        code: String, severity: Severity = .error, message: String, location: FileLocation? = nil,
        notes: [String] = [], fix: String? = nil, exit: ExitStatus = .invalidInput
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.location = location
        self.notes = notes
        self.fix = fix
        self.exit = exit
    }
}

extension Diagnostic: CustomStringConvertible {
    package var description: String { DiagnosticRenderer().render(self) }
}
