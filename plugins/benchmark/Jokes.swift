import PregelSDK

/// `subject ← subject + " - hohoho"`
struct JokeEdit: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let subject = try input.text(at: "subject")
        try context.write("subject") {
            $0.text { text in
                text.append(subject)
                text.append(" - hohoho")
            }
        }
    }
}

/// `jokes ← ["Joke about " + subject]`
struct JokeGenerate: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let subject = try input.text(at: "subject")
        try context.write("jokes") {
            $0.array {
                $0.appendText { text in
                    text.append("Joke about ")
                    text.append(subject)
                }
            }
        }
    }
}

/// `jokes ← [jokes[0] + " a"]`
struct JokeBump: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let joke = try firstJoke(input)
        try context.write("jokes") {
            $0.array {
                $0.appendText { text in
                    text.append(joke)
                    text.append(" a")
                }
            }
        }
    }
}

/// Bumps the joke until it ends with ten bumps.
struct JokeMore: Router {
    init(config: NoConfig) {}

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        try firstJoke(input).hasSuffix(" a a a a a a a a a a") ? "END" : "bump"
    }
}

/// Sends each subject to `generate_joke`, a packet each.
struct JokeSend: Router {
    init(config: NoConfig) {}

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        for subject in try input.items(at: "subjects") {
            try context.send(to: "generate_joke") { $0.object { $0.set("subject", to: subject) } }
        }
        return .none
    }
}

private func firstJoke(_ input: Value) throws -> Value {
    guard let joke = try input.items(at: "jokes").first, joke.kind == .string else {
        throw NodeError(kind: "IndexError", message: "there is no joke yet")
    }
    return joke
}
