import PregelDiagnostics
import PregelManifest

/// `schema`: the JSON Schemas of the files that the host reads.
enum SchemaCommand {
    private static let planned = ["event", "lock"]
    private static let texts: [String: @Sendable () -> String] = [
        "manifest": { ManifestSchema.text }, "scenario": { ScenarioSchema.text },
    ]

    static let command = Command(
        name: "schema", summary: "Prints a JSON Schema: for an editor, or another tool",
        operands: [Operand("NAME", help: "which one: manifest or scenario")],
        options: [.planned("with-plugins", takesValue: false)],
        examples: ["pregel-host schema manifest > manifest.schema.json"],
        statuses: [Command.Status(.completed, "the schema is printed"), .usage],
        action: show)

    private static func show(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let name = arguments.operand
        guard !planned.contains(name) else {
            throw UsageError.plannedCommand(name, path: arguments.command)
        }
        guard let text = texts[name] else { throw UsageError.unknownSchema(name, path: arguments.command) }
        console.print(text())
        return .completed
    }
}
