import CHostSystem
import PregelEngine
import PregelManifest
import PregelPlugins
import PregelRuntime
import PregelValues

/// The manifest of a workload, and the case that runs its graph.
struct GraphText {
    var state: Value
    var nodes: [(String, Value)]
    var edges: [Value]

    /// A case that runs the graph, and holds each output against `isRight`; a stream is only counted.
    func measured(
        _ name: CaseName, _ input: @autoclosure () -> Value, nodes: Int, steps: Int, isRight: @escaping (Value) -> Bool
    ) throws -> BenchCase {
        let runs = try runs(name)
        let input = input()
        let count = name["stream"].flatMap { GraphText.entries(of: $0, steps: steps) }
        return BenchCase(
            name: name, nodes: nodes, steps: steps, reset: { runs.reset() }, run: { try runs.output(input) },
            check: { output in
                guard count.map({ output == Value($0) }) ?? isRight(output) else {
                    throw WrongResult(description: "\(name.text) gave a wrong result")
                }
            })
    }

    /// The graph, loaded, and ways to run it.
    func runs(_ name: CaseName) throws -> GraphRuns { GraphRuns(name, try load(name.language)) }

    /// From the manifest's text to a graph, as `pregel-host` does it.
    func load(_ language: NodeLanguage) throws -> LoadedGraph {
        try GraphText.load(Array(text(language).json().utf8))
    }

    /// Reads a manifest's text, and makes its graph.
    static func load(_ text: [UInt8]) throws -> LoadedGraph {
        // As `pregel-host` does before a large graph.
        if text.count >= 64 << 10 { host_release_code() }
        let manifest = try ManifestLoader().load(text, name: "workload", folder: ".")
        let loader = GraphLoader(PluginSearch(PluginSearch.standardFolders))
        return try loader.load(manifest, probe: nil, log: SilentLog())
    }

    /// The manifest.
    func text(_ language: NodeLanguage) -> Value {
        [
            "version": 1, "name": "workload", "plugins": ["w": ["plugin": Value(language.plugin)]],
            "state": state, "nodes": .object(nodes.map { (key: $0.0, value: $0.1) }), "edges": .array(edges),
            "limits": ["recursion_limit": 1_000_000_000],
        ]
    }

    /// How many entries a chain's stream has.
    private static func entries(of mode: String, steps: Int) -> Int? {
        ["updates": steps, "values": steps + 1, "debug": 2 * steps, "tasks": 2 * steps, "messages": 0, "custom": 0][
            mode]
    }

    // MARK: Parts

    /// A list that writes append to.
    static let appended: Value = ["channel": "reduce", "reducer": "append"]
    /// A map that writes are merged into.
    static let merged: Value = ["channel": "reduce", "reducer": "merge"]

    /// A component of the workload's plugin.
    static func use(_ component: String, _ config: Value = [:]) -> Value {
        ["use": Value("w." + component), "config": config]
    }

    /// A plain edge.
    static func edge(_ from: String, _ to: String) -> Value { ["from": Value(from), "to": Value(to)] }

    /// A conditional edge.
    static func route(_ from: String, _ router: Value, _ targets: Value) -> Value {
        ["from": Value(from), "route": router, "targets": targets]
    }

    /// Edges from START through all of `names`.
    static func sequence(_ names: [String]) -> [Value] { zip(["START"] + names, names).map { edge($0, $1) } }

    /// `n0007`: in the order of the numbers, as names are ordered by their bytes.
    static func numbered(_ letter: String, _ number: Int, digits width: Int = 4) -> String {
        let digits = String(number)
        return letter + String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}
