import PregelSDK

/// `count ← count + 1`
struct Increment: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("count", Value(input.int(at: "count") + 1))
    }
}

/// `count ← count + 1`, as a task of Swift's.
struct AsyncIncrement: AsyncNode {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) async throws {
        try context.write("count", Value(input.int(at: "count") + 1))
    }
}

/// `count ← count + 1`, `blob ← blob`
struct Rewrite: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("count", Value(input.int(at: "count") + 1))
        try context.write("blob", input["blob"] ?? .null)
    }
}

/// Goes on to `a` until the count is reached.
struct Until: Router {
    struct Config: Decodable, Sendable { var count: Int }

    let config: Config

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        try input.int(at: "count") >= config.count ? .end : Until.again
    }

    private static let again = Route.to("a")
}

/// `sum ← a + b`
struct Add: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("sum", Value(input.int(at: "a") + input.int(at: "b")))
    }
}

/// `x ← x * factor + term`
struct Linear: Node {
    struct Config: Defaulted {
        var factor = 1
        var term = 0
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("x", Value(input.int(at: "x") * config.factor + config.term))
    }
}

/// `count ← count + 1`, after some attempts that fail.
struct Flaky: Node {
    struct Config: Defaulted { var failures = 2 }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        if context.attempt <= config.failures {
            throw NodeError(kind: "FlakyError", message: "not yet", transient: true)
        }
        try context.write("count", Value(input.int(at: "count") + 1))
    }
}

/// `count ← count + answer`
struct Ask: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let answer = try context.interrupt("how many?", for: Int.self)
        try context.write("count", Value(input.int(at: "count") + answer))
    }
}
