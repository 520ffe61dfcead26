import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelValues

/// `plugin`: what plugins there are, what one offers, whether one is sound.
enum PluginCommand {
    private static let plugin = Operand(
        "NAME|FILE", help: "a plugin: its identity or file name on the search path, or a file")

    static let command = Command(
        name: "plugin", summary: "Lists, inspects and checks plugins",
        subcommands: [
            Command(
                name: "list", summary: "Lists the plugins on the search path; runs nothing of them",
                options: [.json, .pluginPath], examples: ["pregel-host plugin list --plugin-path build"], action: list),
            Command(
                name: "inspect", summary: "Shows what a plugin says of itself; runs nothing of it",
                operands: [plugin], options: [.json, .pluginPath],
                examples: ["pregel-host plugin inspect org.pregel-host.text"], action: inspect),
            Command(
                name: "check", summary: "Loads a plugin, and holds it against the contract",
                operands: [plugin], options: [.json, .pluginPath],
                examples: ["pregel-host plugin check libpregel-text.so"], action: PluginCheck.run),
        ],
        examples: ["pregel-host plugin list"],
        planned: ["new", "lock"])

    private static func list(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        for plugin in PluginListing.all(in: try PluginOptions(arguments).search) {
            console.print(arguments.has(.json) ? JSONText.line(plugin.json) : line(plugin))
        }
        return .completed
    }

    private static func line(_ plugin: PluginListing) -> String {
        let name = plugin.manifest.map { "\($0.identity.id) \($0.identity.version)" } ?? "no identity"
        let remarks = (plugin.reason.isEmpty ? [] : [plugin.reason]) + plugin.risks
        let reason = remarks.isEmpty ? "" : "  (\(remarks.joined(separator: "; ")))"
        return Wording.clean("\(plugin.state.rawValue)  \(name)  \(plugin.path)\(reason)")
    }

    private static func inspect(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let plugin = try PluginInspection(PluginOptions(arguments).search.find(named: arguments.operand))
        if arguments.has(.json) {
            console.print(JSONText.line(plugin.json))
        } else {
            console.write(PluginDescription(plugin).text)
        }
        return .completed
    }
}
