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

    /// A case that runs the graph, and holds each output against `isRight`.
    func measured(
        _ name: String, _ input: Value, nodes: Int, steps: Int, isRight: @escaping (Value) -> Bool
    ) throws -> BenchCase {
        let loaded = try load(NodeLanguage(ofCase: name))
        return BenchCase(
            name: name, nodes: nodes, steps: steps,
            run: {
                let result = loaded.graph.run(input, options: loaded.options)
                if let failure = result.failure { throw WrongResult(description: "\(name) failed: \(failure.message)") }
                return result.output
            },
            check: { output in
                guard isRight(output) else { throw WrongResult(description: "\(name) gave a wrong result") }
            })
    }

    private func load(_ language: NodeLanguage) throws -> LoadedGraph {
        let manifest = try ManifestLoader().load(Array(text(language).json().utf8), name: "workload", folder: ".")
        let loader = GraphLoader(PluginSearch(PluginSearch.standardFolders))
        return try loader.load(manifest, probe: nil, log: SilentLog())
    }

    private func text(_ language: NodeLanguage) -> Value {
        [
            "version": 1, "name": "workload", "plugins": ["w": ["plugin": Value(language.plugin)]],
            "state": state, "nodes": .object(nodes.map { (key: $0.0, value: $0.1) }), "edges": .array(edges),
            "limits": ["recursion_limit": 1_000_000_000],
        ]
    }
}
