import PregelDiagnostics
import PregelManifest
import PregelRuntime

/// `graph`: a picture of a graph.
enum GraphCommand {
    private static let formats = ["mermaid", "dot", "json"]
    private static let planned = ["svg", "html"]
    private static let format = Option("format", value: "FORMAT", help: "mermaid (default), dot or json")
    private static let depth = Option("depth", value: "N", help: "open nested graphs, N levels deep (default 0)")

    static let command = Command(
        name: "graph", summary: "Draws a graph; runs nothing of it",
        operands: [.manifest], options: [format, depth],
        examples: ["pregel-host graph graph.json --format dot | dot -Tsvg -o graph.svg"],
        action: draw)

    private static func draw(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        let wanted = arguments.value(format) ?? "mermaid"
        if planned.contains(wanted) { throw UsageError.plannedValue(wanted, of: format, path: arguments.command) }
        _ = try arguments.choice(format, of: formats)
        let levels = try arguments.count(depth, atLeast: 0) ?? 0
        let manifest = try ManifestLoader().load(path: arguments.operand)
        let picture = GraphPicture(Topology(manifest, depth: levels))
        switch wanted {
        case "dot": console.output.write(DotDrawing.text(of: picture))
        case "json": console.print(JSONText.pretty(picture.value))
        default: console.output.write(MermaidDrawing.text(of: picture))
        }
        return .completed
    }
}
