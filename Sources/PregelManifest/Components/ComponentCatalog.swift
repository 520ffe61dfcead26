package import PregelDiagnostics

/// Finds out what plugins offer, without running their code. The plugin layer implements it; tests have their own.
package protocol ComponentCatalog {
    /// The plugin that an entry asks for, or why it cannot be had.
    ///
    /// The diagnostic's place is filled in where it has none. Whether the version is in the entry's range is checked
    /// by the caller.
    func plugin(for entry: PluginEntry) -> Result<PluginIdentity, Diagnostic>

    /// The built-in components.
    var standard: PluginIdentity { get }
}

extension ComponentCatalog {
    package var standard: PluginIdentity { StandardComponents.identity }
}
