/// The program: its name, its version and all its commands.
enum Program {
    static let version = "0.1.0"

    static let command = Command(
        name: "pregel-host",
        summary: "Runs graphs of plugin nodes that JSON manifests describe",
        subcommands: [RunCommand.command, ValidateCommand.command, GraphCommand.command, SchemaCommand.command],
        examples: [
            "pregel-host run examples/01-hello/manifest.json --input @examples/01-hello/input.json",
            "pregel-host validate examples/*/manifest.json",
        ],
        planned: ["map", "state", "test", "report", "init", "completions"])
}
