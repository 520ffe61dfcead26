import PregelDiagnostics
package import PregelManifest

/// Who gives a component its configuration, and where: what a plugin refuses once it is loaded is told as what was refused
/// before.
package struct ConfigOwner: Sendable {
    private let name: String
    private let place: Place

    /// - Parameters:
    ///   - name: The component as the manifest names it: `text.split`.
    ///   - place: Where the configuration stands.
    package init(name: String, place: Place) {
        self.name = name
        self.place = place
    }

    /// The place in the configuration that a JSON pointer leads to.
    func location(_ pointer: String) -> FileLocation { place.following(pointer).location() }

    /// What to tell of a configuration that does not fit its schema; `nil` where it does.
    func fault(_ violations: [JSONSchema.Violation]) -> Diagnostic? {
        guard let first = violations.first else { return nil }
        let target = place.following(first.pointer)
        return Diagnostic(
            code: "component.bad-config", message: "the configuration of \(name): \(first.message)",
            location: first.key.map { target.member($0).location(.key) } ?? target.location(),
            notes: first.notes + violations.dropFirst().map { "also \(place.pointer)\($0.pointer): \($0.message)" },
            fix: first.fix, exit: .invalidInput)
    }
}
