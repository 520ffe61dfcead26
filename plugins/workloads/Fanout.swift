import PregelSDK

/// `fanout`: value ← 1.
struct Source: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("value", 1 as Value)
    }
}

/// `fanout`: results ← [index + value].
struct Worker: Node {
    struct Config: Defaulted { var index = 0 }

    private let index: Int

    init(config: Config) { index = config.index }

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("results", [Value(index + (input["value"]?.int ?? 0))] as Value)
    }
}

/// `fanout` and `send`: total ← the sum of results.
struct Total: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        var total = 0
        for item in input["results"]?.items ?? Value.null.items { total += item.int ?? 0 }
        try context.write("total", Value(total))
    }
}
