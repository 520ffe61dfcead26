/// A plugin: its components, and what happens when it is loaded.
///
///     let plugin = Plugin {
///         Split.self
///         Count.self
///         AddCounts.self
///     }
///
/// A package has one as a global named `plugin`, beside a `plugin.json` that declares the same components. The build-tool
/// plugin `EmbedPluginManifest` makes the rest.
public struct Plugin: Sendable {
    package let components: [ComponentEntry]
    let configure: (@Sendable (Value) throws -> Void)?
    let shutdown: (@Sendable () -> Void)?

    /// Puts a plugin together.
    ///
    /// - Parameters:
    ///   - configure: Takes the `config` of the plugin's entry in a manifest, once, before any component is made. Without
    ///     it the plugin takes no configuration.
    ///   - shutdown: Ends what the plugin started itself: the process is about to end.
    ///   - components: The types of the components.
    public init(
        configure: (@Sendable (Value) throws -> Void)? = nil, shutdown: (@Sendable () -> Void)? = nil,
        @ComponentBuilder components: () -> [ComponentEntry]
    ) {
        self.components = components()
        self.configure = configure
        self.shutdown = shutdown
    }

    /// What the plugin's exported entry calls; `EmbedPluginManifest` writes that entry.
    ///
    /// - Parameters:
    ///   - host: The host's table.
    ///   - call: The host's call.
    ///   - manifest: The bytes of `plugin.json`.
    /// - Returns: The plugin's table, or `nil` after the host was told why there is none.
    public func enter(host: UnsafeRawPointer, call: UInt64, manifest: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
        PluginEntry.enter(self, host, call, manifest)
    }
}
