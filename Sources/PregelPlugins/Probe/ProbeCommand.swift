/// What the process of a probe does: loads one file, and ends.
package enum ProbeCommand {
    /// Loads the file and checks its table. A refusal is orderly: loading it again will tell it.
    ///
    /// - Returns: The exit status, 0 unless the plugin ended the process before.
    package static func main(_ path: String) -> Int32 {
        guard let file = try? PluginFile(path) else { return 0 }
        let loader = PluginLoader(probe: nil, log: SilentLog())
        _ = try? loader.load(file)
        return 0
    }
}
