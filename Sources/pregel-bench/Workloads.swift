import PregelEngine
import PregelManifest
import PregelPlugins
import PregelRuntime
import PregelValues

/// The workloads that other engines are measured with too, over the nodes of the plugins `benchmark` and
/// `benchmark-c`.
enum Workloads {
    static let sizes = [10, 100, 1000]

    /// The cases by name, each built when it is asked for.
    static var all: [(name: String, make: (String) throws -> BenchCase)] {
        let makers: [(String, (String, Int) throws -> BenchCase)] = [
            ("chain", chain), ("fanout", fanout), ("send", send), ("loop", loop),
        ]
        return makers.flatMap { workload, make in
            NodeLanguage.allCases.flatMap { language in
                sizes.map { n in
                    (name: "\(language.rawValue)/sync/\(workload)/n=\(n)", make: { try make($0, n) })
                }
            }
        }
    }

    private static func chain(_ name: String, _ n: Int) throws -> BenchCase {
        let names = (0..<n).map { numbered("n", $0) }
        let graph = GraphText(
            state: ["count": [:]], nodes: names.map { ($0, use("increment")) },
            edges: zip(["START"] + names, names).map { edge($0, $1) })
        return try graph.measured(name, ["count": 0], nodes: n, steps: n) { $0 == ["count": Value(n)] }
    }

    private static func fanout(_ name: String, _ n: Int) throws -> BenchCase {
        let workers = (0..<n).map { numbered("w", $0) }
        let graph = GraphText(
            state: ["value": [:], "results": appended, "total": [:]],
            nodes: [("src", use("source")), ("join", use("sum"))]
                + workers.enumerated().map { ($1, use("worker", ["index": Value($0)])) },
            edges: [edge("START", "src"), ["from": "src", "to": .array(workers.map { Value($0) })]]
                + [["from": .array(workers.map { Value($0) }), "to": "join"]])
        return try graph.measured(name, ["results": []], nodes: n + 2, steps: 3) { output in
            output["total"] == Value(n * (n - 1) / 2 + n) && output["results"] == .array((1...n).map { Value($0) })
        }
    }

    private static func send(_ name: String, _ n: Int) throws -> BenchCase {
        let route: Value = ["from": "START", "route": use("send"), "targets": ["worker"]]
        let graph = GraphText(
            state: ["n": [:], "results": appended, "total": [:]],
            nodes: [("worker", use("send_worker")), ("collect", use("sum"))], edges: [route, edge("worker", "collect")])
        return try graph.measured(name, ["n": Value(n), "results": []], nodes: n + 1, steps: 2) { output in
            output["total"] == Value(n * (n - 1)) && output["results"]?.count == n
        }
    }

    private static func loop(_ name: String, _ k: Int) throws -> BenchCase {
        let route: Value = [
            "from": "agent", "route": use("loop", ["rounds": Value(k)]), "targets": ["tool", "END"],
        ]
        let graph = GraphText(
            state: ["messages": appended, "rounds": [:]], nodes: [("agent", use("agent")), ("tool", use("tool"))],
            edges: [edge("START", "agent"), route, edge("tool", "agent")])
        let input: Value = ["messages": [["role": "user", "round": 0, "text": "hi"]], "rounds": 0]
        return try graph.measured(name, input, nodes: 2 * k + 1, steps: 2 * k + 1) { output in
            output["rounds"] == Value(k + 1) && output["messages"]?.count == 2 * k + 2
        }
    }

    private static let appended: Value = ["channel": "reduce", "reducer": "append"]

    private static func use(_ component: String, _ config: Value = [:]) -> Value {
        ["use": Value("w." + component), "config": config]
    }

    private static func edge(_ from: String, _ to: String) -> Value { ["from": Value(from), "to": Value(to)] }

    /// `n0007`: in the order of the numbers, as names are ordered by their bytes.
    private static func numbered(_ letter: String, _ number: Int) -> String {
        let digits = String(number)
        return letter + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
