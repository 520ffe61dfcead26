package import PregelDiagnostics

/// What could be read of a manifest, and what is wrong with it.
package struct ReadManifest: Sendable {
    /// Every part that could be read. Where something is wrong, it is good for looking for more of that alone; `nil`: the text
    /// is no manifest at all.
    package var manifest: Manifest?
    /// Errors and warnings, sorted by place.
    package private(set) var diagnostics: [Diagnostic]

    /// A manifest that is known to be sound.
    package init(_ manifest: Manifest) {
        self.manifest = manifest
        diagnostics = manifest.warnings
    }

    init(manifest: Manifest?, diagnostics: [Diagnostic]) {
        self.manifest = manifest
        self.diagnostics = diagnostics
    }

    /// Whether something is wrong.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// What was read, with one kind of error as a mere warning: the manifest is whole all the same.
    package func forgiving(_ code: String) -> ReadManifest {
        var read = self
        for index in diagnostics.indices where diagnostics[index].code == code {
            read.diagnostics[index].severity = .warning
        }
        return read
    }

    /// The manifest, with its warnings.
    ///
    /// - Throws: All that is wrong, where something is.
    package func sound() throws(DiagnosticsError) -> Manifest {
        guard var manifest, !hasErrors else { throw DiagnosticsError(diagnostics) }
        manifest.warnings = diagnostics
        return manifest
    }
}
