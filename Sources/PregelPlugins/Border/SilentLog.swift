package import PregelValues

/// A log that nobody reads.
package struct SilentLog: PluginLog {
    package let level = Int32.max

    package init() {}

    package func write(plugin: String, node: String, level: Int32, message: String, fields: Value?) {}
}
