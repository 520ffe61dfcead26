import PregelPlugins

/// The program: its name, its version and all its commands.
enum Program {
    static let version = PluginLoader.hostVersion

    static let command = Command(
        name: "pregel-host",
        summary: "Runs graphs of plugin nodes that JSON manifests describe",
        subcommands: [
            RunCommand.command, ValidateCommand.command, TestCommand.command, GraphCommand.command,
            PluginCommand.command, SchemaCommand.command, DoctorCommand.command, HelpCommand.command,
            ProbeProcess.command,
        ],
        examples: [
            "pregel-host run examples/01-hello/manifest.json --input @examples/01-hello/input.json",
            "pregel-host validate examples/*/manifest.json",
        ],
        planned: ["map", "state", "report", "init", "completions"])
}
