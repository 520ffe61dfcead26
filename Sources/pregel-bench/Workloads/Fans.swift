import PregelValues

/// Many tasks in one superstep.
enum Fans {
    /// One node, then `n`, then one that waits for all.
    static func fanout(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let workers = (0..<n).map { GraphText.numbered("w", $0) }
        let all = Value.array(workers.map { Value($0) })
        let graph = GraphText(
            state: ["value": [:], "results": GraphText.appended, "total": [:]],
            nodes: [("src", GraphText.use("source")), ("join", GraphText.use("sum"))]
                + workers.enumerated().map { ($1, GraphText.use("worker", ["index": Value($0)])) },
            edges: [GraphText.edge("START", "src"), ["from": "src", "to": all], ["from": all, "to": "join"]])
        let results = Value.array((1...n).map { Value($0) })
        return try graph.measured(name, ["results": []], nodes: n + 2, steps: 3) { output in
            output["total"] == Value(n * (n - 1) / 2 + n) && output["results"] == results
        }
    }

    /// One node, sent `n` packets.
    static func send(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let graph = GraphText(
            state: ["n": [:], "results": GraphText.appended, "total": [:]],
            nodes: [("worker", GraphText.use("send_worker")), ("collect", GraphText.use("sum"))],
            edges: [
                GraphText.route("START", GraphText.use("send"), ["worker"]), GraphText.edge("worker", "collect"),
            ])
        return try graph.measured(name, ["n": Value(n), "results": []], nodes: n + 1, steps: 2) { output in
            output["total"] == Value(n * (n - 1)) && output["results"]?.count == n
        }
    }

    /// `n` nodes that wait for ten milliseconds each: on threads, or pending.
    static func concurrency(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let isPending = name.mode == "async" || name["how"] == "pending"
        let node = isPending ? "async_sleep" : "sleep"
        let graph = GraphText(
            state: ["results": GraphText.appended],
            nodes: (0..<n).map { (GraphText.numbered("w", $0), GraphText.use(node, ["index": Value($0)])) },
            edges: (0..<n).map { GraphText.edge("START", GraphText.numbered("w", $0)) })
        let results = Value.array((0..<n).map { Value($0) })
        return try graph.measured(name, ["results": []], nodes: n, steps: 1) { $0["results"] == results }
    }

    /// A nested graph for each of `n` packets.
    static func subgraphs(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let graph = GraphText(
            state: ["subjects": [:], "jokes": GraphText.appended], nodes: [("generate_joke", ["graph": joke])],
            edges: [GraphText.route("START", GraphText.use("joke_send"), ["generate_joke"])])
        let alphabet = String(repeating: "abcdefghijklmnopqrstuvwxyz", count: 39)
        let subjects = (0..<n).map { Value(GraphText.numbered("", $0) + alphabet) }
        let digest = [10: "f86c0e25c055a51c", 100: "7ab188a8fae5e42d"][n]
        let input: Value = ["subjects": .array(subjects), "jokes": []]
        return try graph.measured(name, input, nodes: 13 * n, steps: 13) { output in
            Digest.of(output["jokes"]) == digest
        }
    }

    private static var joke: Value {
        [
            "name": "joke", "state": ["subject": [:], "jokes": [:]], "input": ["subject"], "output": ["jokes"],
            "nodes": [
                "edit": GraphText.use("joke_edit"), "generate": GraphText.use("joke_generate"),
                "bump": GraphText.use("joke_bump"),
            ],
            "edges": [
                GraphText.edge("START", "edit"), GraphText.edge("edit", "generate"),
                GraphText.edge("generate", "bump"),
                GraphText.route("bump", GraphText.use("joke_more"), ["bump", "END"]),
            ],
        ]
    }
}
