package import PregelDiagnostics

/// Finds out what plugins offer, without running their code. The plugin layer implements it; tests have their own.
package protocol ComponentCatalog {
    /// The plugin that an entry asks for, or why it cannot be had.
    ///
    /// The diagnostic's place is filled in where it has none. Whether the version is in the entry's range is checked
    /// by the caller.
    func plugin(for entry: PluginEntry) -> Result<PluginIdentity, Diagnostic>

    /// The plugin that an entry asks for, and all that is wrong with it at once: a plugin that is there and cannot be used still says what it offers.
    func inspect(_ entry: PluginEntry) -> (identity: PluginIdentity?, refusals: [Diagnostic])

    /// The built-in components.
    var standard: PluginIdentity { get }
}

extension ComponentCatalog {
    package func inspect(_ entry: PluginEntry) -> (identity: PluginIdentity?, refusals: [Diagnostic]) {
        switch plugin(for: entry) {
        case .success(let identity): (identity, [])
        case .failure(let diagnostic): (nil, [diagnostic])
        }
    }

    package var standard: PluginIdentity { StandardComponents.identity }
}
