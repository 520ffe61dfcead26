import PregelEngine
import PregelRuntime
import PregelValues

/// How waiting grows: many tasks of a run, many runs, and one that waits for long. What they cost is the CPU's time; the
/// wall's is mostly the wait itself.
enum Waits {
    private static let second: Value = ["milliseconds": 1000]

    /// `n` pending tasks in one superstep, of a second each.
    static func pending(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let graph = GraphText(
            state: ["n": [:], "results": GraphText.appended],
            nodes: [("worker", GraphText.use("async_sleep", second))],
            edges: [GraphText.route("START", GraphText.use("send"), ["worker"])])
        var one = try graph.measured(name, ["n": Value(n), "results": []], nodes: n, steps: 1) { output in
            output["results"]?.count == n
        }
        one.mostSamples = 3
        return one
    }

    /// One node that waits for a second: whatever computes meanwhile spins.
    static func idle(_ name: CaseName) throws -> BenchCase {
        let node = GraphText.use(name["how"] == "pending" ? "async_sleep" : "sleep", second)
        let graph = GraphText(
            state: ["results": GraphText.appended], nodes: [("a", node)], edges: [GraphText.edge("START", "a")])
        var one = try graph.measured(name, ["results": []], nodes: 1, steps: 1) { $0["results"] == [0] }
        one.mostSamples = 3
        return one
    }

    /// `n` runs at once, of one node each, which is pending for a second.
    static func runs(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let graph = GraphText(
            state: ["results": GraphText.appended], nodes: [("a", GraphText.use("async_sleep", second))],
            edges: [GraphText.edge("START", "a")])
        let loaded = try graph.load(name.language)
        return BenchCase(
            name: name, nodes: n, steps: n, mostSamples: 3,
            run: {
                let results = Results(n)
                for _ in 0..<n {
                    let run = loaded.graph.start(.input(["results": []]), options: loaded.options)
                    run.whenDone { results.add($0.output["results"] == [0]) }
                }
                return Value(results.wait())
            },
            check: { right in
                guard right == Value(n) else { throw WrongResult(description: "\(name.text): \(right) are right") }
            })
    }

    /// Counts runs that have ended, on any threads.
    private final class Results: @unchecked Sendable {
        private let ended: Countdown
        private let lock = Lock()
        private var right = 0

        init(_ count: Int) { ended = Countdown(count) }

        func add(_ isRight: Bool) {
            lock.withLock { right += isRight ? 1 : 0 }
            ended.count()
        }

        /// How many were right, once all have ended.
        func wait() -> Int {
            ended.wait()
            return lock.withLock { right }
        }
    }
}
