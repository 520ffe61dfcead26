import PregelSDK

/// `loop`: a round more, and a message that says so.
struct Agent: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = Value((input["rounds"]?.int ?? 0) + 1)
        try context.write("messages", [["role": "agent", "round": round, "text": "think"]] as Value)
        try context.write("rounds", round)
    }
}

/// `loop`: the answer of a tool.
struct Tool: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = input["rounds"] ?? 0
        try context.write("messages", [["role": "tool", "round": round, "text": "ok"]] as Value)
    }
}

/// `loop`: to the end once there were enough rounds.
struct Rounds: Router {
    struct Config: Codable, Sendable {
        var limit: Int
        var node: String?
    }

    private let limit: Int
    private let node: String

    init(config: Config) {
        limit = config.limit
        node = config.node ?? "tool"
    }

    func route(_ input: Value, _ context: RouterContext) -> Route {
        (input["rounds"]?.int ?? 0) > limit ? .end : .to(node)
    }
}
