import PregelSDK

/// `value ← 1`
struct Source: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("value", Value(1))
    }
}

/// `results ← [index + value]`
struct Worker: Node {
    struct Config: Decodable, Sendable { var index: Int }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        let result = try config.index + input.int(at: "value")
        try context.write("results") { $0.array { $0.append(result) } }
    }
}

/// `total ← sum(results)`
struct Sum: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let total = try input.items(at: "results").reduce(0) { $0 + ($1.int ?? 0) }
        try context.write("total", Value(total))
    }
}

/// `results ← [2 * i]`, where `i` came in the packet.
struct SendWorker: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let result = try 2 * input.int(at: "i")
        try context.write("results") { $0.array { $0.append(result) } }
    }
}

/// Sends `worker` the numbers below `n`, a packet each.
struct Send: Router {
    init(config: NoConfig) {}

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        for i in 0..<max(try input.int(at: "n"), 0) {
            try context.send(to: "worker") { $0.object { $0.set("i", to: i) } }
        }
        return .none
    }
}
