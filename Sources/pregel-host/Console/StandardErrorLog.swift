import PregelDiagnostics
import PregelPlugins
import PregelValues

/// Writes the log lines of components to standard error.
struct StandardErrorLog: PluginLog {
    private static let levels = ["trace", "debug", "info", "warning", "error"]

    let errors: Stream
    /// Trace and debug lines are for those who ask for them.
    let level: Int32 = 2

    func write(plugin: String, node: String, level: Int32, message: String, fields: Value?) {
        guard level >= self.level else { return }
        let name = Self.levels[Int(min(max(level, 0), 4))]
        let source = Wording.line(node.isEmpty ? plugin : "\(plugin) \(node)", atMost: 400)
        let data = fields.map { $0.count == 0 ? "" : " " + Wording.line(JSONText.line($0)) } ?? ""
        errors.write("\(name): \(source): \(Wording.line(message))\(data)\n")
    }
}
