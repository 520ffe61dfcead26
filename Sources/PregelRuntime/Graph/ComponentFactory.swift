package import PregelDiagnostics
package import PregelEngine
package import PregelManifest

/// Makes what runs of a plugin's components; each call makes an instance of its own.
package protocol ComponentFactory {
    /// A node of the plugin that `entry` asks for.
    ///
    /// - Parameter name: The node's name in its graph, which failures and the log show.
    func node(_ use: ComponentUse, from entry: PluginEntry, named name: String) throws(DiagnosticsError) -> any NodeBody

    /// A router; `name` is that of the node whose edge it is.
    func router(
        _ use: ComponentUse, from entry: PluginEntry, named name: String
    ) throws(DiagnosticsError) -> any RouterBody

    /// The identity and version of the plugin that `entry` asks for.
    func release(of entry: PluginEntry) throws(DiagnosticsError) -> (id: String, version: String)

    /// A reducer; `name` is that of its channel.
    func reducer(
        _ use: ComponentUse, from entry: PluginEntry, named name: String
    ) throws(DiagnosticsError) -> any ReducerBody
}
