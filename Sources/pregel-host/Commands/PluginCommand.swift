import PregelDiagnostics
import PregelManifest
import PregelPlugins
import PregelValues

/// `plugin`: what plugins there are, what one offers, whether one is sound.
enum PluginCommand {
    private static let file = Operand("FILE", help: "a plugin, a shared object")

    static let command = Command(
        name: "plugin", summary: "Lists, inspects and checks plugins",
        subcommands: [
            Command(
                name: "list", summary: "Lists the plugins on the search path; runs nothing of them",
                options: [.json, .pluginPath], examples: ["pregel-host plugin list --plugin-path build"], action: list),
            Command(
                name: "inspect", summary: "Shows what a plugin says of itself; runs nothing of it",
                operands: [file], options: [.json], examples: ["pregel-host plugin inspect libpregel-text.so"],
                action: inspect),
            Command(
                name: "check", summary: "Loads a plugin, and holds it against the contract",
                operands: [file], options: [.json], examples: ["pregel-host plugin check libpregel-text.so"],
                action: PluginCheck.run),
        ],
        examples: ["pregel-host plugin list"],
        planned: ["new", "lock"])

    private static func list(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let folders = try PluginOptions(arguments).search.folders
        for plugin in PluginFolder.plugins(in: folders) {
            let identity = plugin.manifest.identity
            if arguments.has(.json) {
                console.print(JSONText.line(PluginDescription(plugin).value))
            } else {
                let count = identity.components.count
                let noun = count == 1 ? "component" : "components"
                console.print("\(identity.id) \(identity.version)  \(count) \(noun)  \(plugin.path)")
            }
        }
        return .completed
    }

    private static func inspect(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let description = PluginDescription(try PluginFile(PluginFolder.path(arguments.operand)))
        if arguments.has(.json) {
            console.print(JSONText.line(description.value))
        } else {
            console.output.write(description.text)
        }
        return .completed
    }
}
