import PregelDiagnostics
import PregelEngine

/// What `--stream` asks for.
enum StreamFlags {
    /// The modes that this version has.
    static let modes = StreamMode.named.map(\.name)
    /// The modes with what each is for.
    static let choices = modes.map { Option.Choice(name: $0, help: purposes[$0] ?? "") }
    private static let purposes = [
        "values": "the whole state after each superstep",
        "updates": "what each node wrote, as it ends",
        "custom": "what nodes emit themselves",
        "messages": "what nodes emit as messages: text of a model, piece by piece",
        "tasks": "each task as it begins and as it ends, with input, result and error",
        "checkpoints": "each checkpoint: the state, and what is due next",
        "debug": "tasks and checkpoints with step and time: to find out what went wrong",
    ]
    /// The modes of the specification that it does not have.
    private static let planned = ["values", "updates", "custom", "messages", "tasks", "checkpoints", "debug", "events"]
        .filter { !modes.contains($0) }

    static func read(_ arguments: Arguments) throws(Diagnostic) -> StreamMode {
        for name in try arguments.list(.stream) ?? [] where planned.contains(name) {
            throw UsageError.plannedValue(name, of: .stream, path: arguments.command)
        }
        let chosen = try arguments.choices(.stream, of: modes)
        return StreamMode.named.reduce(into: []) { if chosen.contains($1.name) { $0.insert($1.mode) } }
    }
}
