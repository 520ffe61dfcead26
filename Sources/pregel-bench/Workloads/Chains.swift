import CHostSystem
import PregelEngine
import PregelRuntime
import PregelValues

/// Nodes one after the other: what a superstep of one task costs, streamed, saved or tried again, and what a large state
/// costs that only passes through.
enum Chains {
    /// Each node adds one.
    static func chain(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let node = name.mode == "async" && name["sync_nodes"] == nil ? "async_increment" : "increment"
        return try text(n, GraphText.use(node)).measured(name, ["count": 0], nodes: n, steps: n) {
            $0 == ["count": Value(n)]
        }
    }

    /// Each node fails twice first.
    static func retry(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let policy: Value = [
            "max_attempts": 3, "initial_interval": 0, "backoff_factor": 1, "max_interval": 0, "jitter": false,
            "retry_on": "*",
        ]
        let node: Value = ["use": "w.flaky", "retry": policy]
        return try text(n, node).measured(name, ["count": 0], nodes: n, steps: n) { $0 == ["count": Value(n)] }
    }

    /// Each node sees a value of ten megabytes, and with `rewrite` writes it again.
    static func bigValue(_ name: CaseName) throws -> BenchCase {
        if name["kind"] == "str10m" { return try carried(name, 10 << 20, LargeValues.string, through: 10) }
        return try carried(name, 1_000_000, LargeValues.list, through: 10)
    }

    /// A value that passes through a number of nodes; the last one's output has it, and its length is looked at.
    ///
    /// - Parameters:
    ///   - count: Its length.
    ///   - blob: Makes it, once the graph is there: an input comes after its graph.
    static func carried(
        _ name: CaseName, _ count: Int, _ blob: (Int) -> Value, through nodes: Int
    ) throws -> BenchCase {
        var graph = text(nodes, GraphText.use(name["rewrite"] == nil ? "increment" : "rewrite"))
        graph.state = ["blob": [:], "count": [:]]
        // As `pregel-host run` does around a large input.
        func made() -> Value {
            host_release_code()
            defer { host_release_code() }
            return blob(count)
        }
        return try graph.measured(name, ["blob": made(), "count": 0], nodes: nodes, steps: nodes) { output in
            output["count"] == Value(nodes) && output["blob"]?.count == count
        }
    }

    /// Reading a manifest's text, checking it, and making its graph; the plugin is at hand after the first time. With
    /// `how=code`, only the graph, from calls of the engine as a peer's is.
    static func compile(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let text = Array(text(n, GraphText.use("increment")).text(name.language).json().utf8)
        let names = (0..<n).map { GraphText.numbered("n", $0) }
        let body = try BenchNodes.load("increment", name.language)
        return BenchCase(
            name: name, nodes: n, steps: n,
            run: {
                let graph = name["how"] == "code" ? try graph(names, body) : try GraphText.load(text).graph
                return Value(graph.nodeList.count)
            },
            check: { count in
                guard count == Value(n) else { throw WrongResult(description: "\(name.text) gave \(count) nodes") }
            })
    }

    private static func graph(_ names: [String], _ body: any NodeBody) throws -> CompiledGraph {
        var graph = StateGraph("chain")
        graph.addChannel("count")
        var last = StateGraph.start
        for name in names {
            graph.addNode(name, .body(body))
            graph.addEdge(from: last, to: name)
            last = name
        }
        return try graph.compile()
    }

    /// The graph of `n` nodes that are all alike.
    static func text(_ n: Int, _ node: Value) -> GraphText {
        let names = (0..<n).map { GraphText.numbered("n", $0) }
        return GraphText(
            state: ["count": [:]], nodes: names.map { ($0, node) }, edges: GraphText.sequence(names))
    }
}
