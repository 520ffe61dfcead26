import PregelSDK

/// `send`: results ← [2 * i].
struct Double: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("results", [Value(2 * (input["i"]?.int ?? 0))] as Value)
    }
}

/// `send`: n packets.
struct Packets: Router {
    struct Config: Defaulted { var node = "worker" }

    private let node: String

    init(config: Config) { node = config.node }

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        for i in 0..<(input["n"]?.int ?? 0) { try context.send(to: node, ["i": Value(i)] as Value) }
        return .none
    }
}
