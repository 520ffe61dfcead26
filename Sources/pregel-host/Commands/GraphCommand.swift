import PregelDiagnostics
import PregelManifest
import PregelRuntime

/// `graph`: a picture of a graph.
enum GraphCommand {
    private static let formats = [
        Option.Choice(name: "mermaid", help: "for documents: code hosts and many editors draw it"),
        Option.Choice(name: "dot", help: "for Graphviz"),
        Option.Choice(name: "json", help: "boxes and arrows as data, for other tools"),
    ]
    private static let planned = ["svg", "html"]
    private static let format = Option(
        "format", value: "FORMAT", help: "the language of the drawing", fallback: "mermaid", choices: formats)
    private static let depth = Option(
        "depth", value: "N", help: "open nested graphs, N levels deep", fallback: "0")

    static let command = Command(
        name: "graph", summary: "Draws a graph; runs nothing of it",
        operands: [.manifest], options: [format, depth],
        examples: ["pregel-host graph graph.json --format dot | dot -Tsvg -o graph.svg"],
        statuses: [
            Command.Status(.completed, "the graph is drawn"), .usage,
            Command.Status(.invalidInput, "an invalid manifest"),
        ],
        action: draw)

    private static func draw(_ arguments: Arguments, _ console: Console) throws -> ExitStatus {
        if let word = arguments.value(format), planned.contains(word) {
            throw UsageError.plannedValue(word, of: format, path: arguments.command)
        }
        let wanted = try arguments.choice(format, of: formats.map(\.name))
        let levels = try arguments.count(depth, atLeast: 0) ?? 0
        let manifest = try ManifestLoader().load(path: arguments.operand)
        let picture = GraphPicture(Topology(manifest, depth: levels))
        switch wanted {
        case "dot": console.write(DotDrawing.text(of: picture))
        case "json": console.print(JSONText.pretty(picture.value))
        default: console.write(MermaidDrawing.text(of: picture))
        }
        return .completed
    }
}
