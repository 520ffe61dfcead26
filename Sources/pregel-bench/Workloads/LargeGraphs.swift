import PregelValues

/// How time and memory grow with a graph, a superstep, a run, a value.
enum LargeGraphs {
    /// `steps` supersteps of one node, in a graph that has `n` others which never run: a superstep costs what it triggers.
    static func graph(_ name: CaseName) throws -> BenchCase {
        let (n, steps) = (name.number("n"), name.number("steps"))
        let others = (0..<n).map { GraphText.numbered("n", $0) }
        let targets = (["a", "END"] + others).map { Value($0) }
        let graph = GraphText(
            state: ["count": [:]], nodes: (["a"] + others).map { ($0, GraphText.use("increment")) },
            edges: [
                GraphText.edge("START", "a"),
                GraphText.route("a", GraphText.use("until", ["count": Value(steps)]), .array(targets)),
            ])
        return try graph.measured(name, ["count": 0], nodes: steps, steps: steps) { $0 == ["count": Value(steps)] }
    }

    /// One run of `n` supersteps, of one node each.
    static func supersteps(_ name: CaseName) throws -> BenchCase {
        let n = name.number("n")
        var one = try Loops.counter(to: n).measured(name, ["count": 0], nodes: n, steps: n) {
            $0 == ["count": Value(n)]
        }
        one.mostSamples = 5
        return one
    }

    /// A string of `mb` megabytes that passes through 100 nodes.
    static func blob(_ name: CaseName) throws -> BenchCase {
        var one = try Chains.carried(name, name.number("mb") << 20, LargeValues.string, through: 100)
        one.mostSamples = 20
        return one
    }
}
