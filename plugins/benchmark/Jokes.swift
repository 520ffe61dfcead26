import PregelSDK

/// `subject ← subject + " - hohoho"`
struct JokeEdit: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("subject", Value(input.string(at: "subject") + " - hohoho"))
    }
}

/// `jokes ← ["Joke about " + subject]`
struct JokeGenerate: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("jokes", [Value("Joke about " + input.string(at: "subject"))])
    }
}

/// `jokes ← [jokes[0] + " a"]`
struct JokeBump: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write("jokes", [Value(firstJoke(input) + " a")])
    }
}

/// Bumps the joke until it ends with ten bumps.
struct JokeMore: Router {
    private let tenTimes = String(repeating: " a", count: 10)

    init(config: NoConfig) {}

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        try firstJoke(input).hasSuffix(tenTimes) ? "END" : "bump"
    }
}

/// Sends each subject to `generate_joke`, a packet each.
struct JokeSend: Router {
    init(config: NoConfig) {}

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        for subject in try input.items(at: "subjects") { try context.send(to: "generate_joke", ["subject": subject]) }
        return .none
    }
}

private func firstJoke(_ input: Value) throws -> String {
    guard let joke = try input.items(at: "jokes").first?.string else {
        throw NodeError(kind: "IndexError", message: "there is no joke yet")
    }
    return joke
}
