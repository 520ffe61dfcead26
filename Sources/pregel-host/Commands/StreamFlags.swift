import PregelDiagnostics
import PregelEngine

/// What `--stream` asks for.
enum StreamFlags {
    /// The modes that this version has.
    static let modes = StreamMode.named.map(\.name)
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
