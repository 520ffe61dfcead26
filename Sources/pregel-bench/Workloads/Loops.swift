import PregelValues

/// Graphs that go round: a list that grows, a state of many channels, a counter.
enum Loops {
    /// An agent and its tool, in turns.
    static func loop(_ name: CaseName) throws -> BenchCase {
        let k = name.number("n")
        let digest = [10: "5ce9ad59cd759d42", 100: "b3850f875660ab5d", 1000: "fced8bfddf56cf06"][k]
        let input: Value = ["messages": [["role": "user", "round": 0, "text": "hi"]], "rounds": 0]
        return try agent("agent", "tool", GraphText.appended, k).measured(
            name, input, nodes: 2 * k + 1, steps: 2 * k + 1
        ) { output in
            if let digest { return Digest.of(output) == digest }
            let last: Value = ["role": "agent", "round": Value(k + 1), "text": "think"]
            return output["rounds"] == Value(k + 1) && output["messages"]?.count == 2 * k + 2
                && output["messages"]?.items.last == last
        }
    }

    /// An agent and its tool, in turns, whose messages are merged by their ids.
    static func loopMessages(_ name: CaseName) throws -> BenchCase {
        let k = name.number("n")
        let messages: Value = ["channel": "reduce", "reducer": "messages"]
        let input: Value = ["messages": [["id": "u0", "role": "user", "content": "hi"]], "rounds": 0]
        return try agent("message_agent", "message_tool", messages, k).measured(
            name, input, nodes: 2 * k + 1, steps: 2 * k + 1
        ) { output in
            output["rounds"] == Value(k + 1) && output["messages"]?.count == 2 * k + 2
        }
    }

    private static func agent(_ agent: String, _ tool: String, _ messages: Value, _ k: Int) -> GraphText {
        GraphText(
            state: ["messages": messages, "rounds": [:]],
            nodes: [("agent", GraphText.use(agent)), ("tool", GraphText.use(tool))],
            edges: [
                GraphText.edge("START", "agent"),
                GraphText.route("agent", GraphText.use("loop", ["rounds": Value(k)]), ["tool", "END"]),
                GraphText.edge("tool", "agent"),
            ])
    }

    /// Six nodes that write a share of `w` channels each, round after round.
    static func wideState(_ name: CaseName) throws -> BenchCase {
        let (width, rounds) = (name.number("w"), name.number("rounds"))
        let keys = (0..<width).map { GraphText.numbered(["l", "d", "s"][$0 % 3], $0, digits: 3) }
        let kinds: [Value] = [GraphText.appended, GraphText.merged, [:]]
        let names = ["one", "two", "three", "four", "five", "six"]
        let graph = GraphText(
            state: .object([(key: "round", value: [:])] + keys.enumerated().map { (key: $1, value: kinds[$0 % 3]) }),
            nodes: names.enumerated().map {
                ($1, GraphText.use("wide", ["which": Value($0), "width": Value(width)]))
            },
            edges: [
                GraphText.edge("START", "one"), GraphText.edge("one", "two"),
                ["from": "two", "to": ["three", "four"]], ["from": ["three", "four"], "to": "five"],
                GraphText.edge("five", "six"),
                GraphText.route("six", GraphText.use("wide_loop", ["rounds": Value(rounds)]), ["one", "END"]),
            ])
        let digest = [50: "8df6dc66783173c1", 100: "b64538f4d82c0419", 200: "52c2be6ad5ab4c0e"][width]
        let empty: [Value] = [[], [:], ""]
        let input = keys.enumerated().map { (key: $1, value: $0 == 0 ? [wideRows] : empty[$0 % 3]) }
        return try graph.measured(
            name, .object([(key: "round", value: 0)] + input), nodes: 6 * rounds, steps: 5 * rounds
        ) { Digest.of($0) == digest }
    }

    /// What the first key begins with: five rows of five columns.
    private static var wideRows: Value {
        let five: [Value] = [Value(String(repeating: "hi?", count: 10)), true, 1, 6_327_816_386_138, .null]
        let cell = Value.array(Array(repeating: five, count: 5).flatMap { $0 })
        let row = Value.object((0..<5).map { (key: "col\($0)", value: cell) })
        return .object((0..<5).map { (key: "row\($0)", value: row) })
    }

    /// One node that counts, and goes on to itself until it has counted to `count`.
    static func counter(to count: Int) -> GraphText {
        GraphText(
            state: ["count": [:]], nodes: [("a", GraphText.use("increment"))],
            edges: [
                GraphText.edge("START", "a"),
                GraphText.route("a", GraphText.use("until", ["count": Value(count)]), ["a", "END"]),
            ])
    }
}
