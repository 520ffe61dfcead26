import PregelEngine
import PregelValues

/// Workloads of threads: user turns, questions and their answers, looking back; and many runs of a small graph.
enum Threads {
    /// One thread, `n` turns of a chat.
    static func turns(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let graph = GraphText(
            state: ["messages": GraphText.appended], nodes: [("bot", GraphText.use("turn"))],
            edges: [GraphText.edge("START", "bot")])
        let runs = try graph.runs(name)
        return BenchCase(
            name: name, nodes: n, steps: n, reset: { runs.reset() },
            run: {
                let thread = runs.newThread()
                var output = Value.null
                for k in 0..<n {
                    let input: Value = ["messages": [["role": "user", "text": "hi", "k": Value(k)]]]
                    output = try runs.result(.input(input), thread: thread).output
                }
                return output
            },
            check: { output in
                guard output["messages"]?.count == 2 * n else {
                    throw WrongResult(description: "\(name.text): \(output)")
                }
            })
    }

    /// `n` threads: a run that asks, and one that answers.
    static func interrupt(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let graph = GraphText(
            state: ["count": [:]],
            nodes: [
                ("a", GraphText.use("increment")), ("ask", GraphText.use("ask")), ("z", GraphText.use("increment")),
            ], edges: GraphText.sequence(["a", "ask", "z"]))
        let runs = try graph.runs(name)
        return BenchCase(
            name: name, nodes: 4 * n, steps: 4 * n, reset: { runs.reset() },
            run: {
                var sum = 0
                for _ in 0..<n {
                    let thread = runs.newThread()
                    let asked = try runs.result(.input(["count": 0]), thread: thread)
                    guard asked.status == .interrupted else {
                        throw WrongResult(description: "\(name.text) asks nothing")
                    }
                    let answer = RunCommand(resume: .value(40))
                    sum += try runs.result(.command(answer), thread: thread).output["count"]?.int ?? 0
                }
                return Value(sum)
            },
            check: { sum in
                guard sum == Value(42 * n) else { throw WrongResult(description: "\(name.text) gave \(sum)") }
            })
    }

    /// A thread of `n` supersteps: all its states once, or its newest `n` times.
    static func history(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let runs = try Loops.counter(to: n).runs(name)
        let id = runs.newThread()
        _ = try runs.result(.input(["count": 0]), thread: id)
        let thread = try runs.thread(id)
        // The states after the input and each superstep; and the one before the input was taken.
        let wanted = name["what"] == "state" ? n : n + 2
        return BenchCase(
            name: name, nodes: n, steps: n,
            run: {
                guard name["what"] == "state" else { return Value(try thread.history().count) }
                var last = Value.null
                for _ in 0..<n { last = try thread.state().values["count"] ?? .null }
                return last
            },
            check: { output in
                guard output == Value(wanted) else { throw WrongResult(description: "\(name.text) gave \(output)") }
            })
    }

    /// `n` runs of three nodes, one after the other.
    static func map(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        let graph = GraphText(
            state: ["x": [:]],
            nodes: [
                ("a", GraphText.use("linear", ["term": 1])), ("b", GraphText.use("linear", ["factor": 2])),
                ("c", GraphText.use("linear", ["term": -3])),
            ], edges: GraphText.sequence(["a", "b", "c"]))
        let runs = try graph.runs(name)
        return BenchCase(
            name: name, nodes: 3 * n, steps: 3 * n,
            run: {
                var results: [Value] = []
                results.reserveCapacity(n)
                for x in 0..<n { results.append(try runs.output(["x": Value(x)])) }
                return .array(results)
            },
            check: { results in
                let isRight = results.items.enumerated().allSatisfy { $1["x"] == Value(2 * ($0 + 1) - 3) }
                guard isRight, results.count == n else { throw WrongResult(description: "\(name.text) is wrong") }
            })
    }
}
