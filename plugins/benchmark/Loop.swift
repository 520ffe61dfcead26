import PregelSDK

/// `messages ← [{role: agent, round, text: think}]`, `rounds ← round`
struct Agent: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds") + 1
        try context.write("messages") { $0.array { $0.append(Message(role: "agent", round: round, text: "think")) } }
        try context.write("rounds", Value(round))
    }
}

/// `messages ← [{role: tool, round: rounds, text: ok}]`
struct Tool: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds")
        try context.write("messages") { $0.array { $0.append(Message(role: "tool", round: round, text: "ok")) } }
    }
}

/// Ends after `rounds` rounds of agent and tool.
struct Loop: Router {
    struct Config: Decodable, Sendable { var rounds: Int }

    let config: Config

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        try input.int(at: "rounds") > config.rounds ? "END" : "tool"
    }
}

/// `messages ← [{id: aROUND, role: assistant, content: think, tool_calls}]`, `rounds ← round`
struct MessageAgent: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds") + 1
        try context.write("messages") { $0.array { $0.append(AgentMessage(round: round)) } }
        try context.write("rounds", Value(round))
    }
}

/// `messages ← [{id: tROUND, role: tool, content: ok, tool_call_id}]`
struct MessageTool: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds")
        try context.write("messages") { $0.array { $0.append(ToolMessage(round: round)) } }
    }
}

/// `messages ← [{role: bot, text: ok, k}]`
struct Turn: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let count = try input.items(at: "messages").count
        try context.write("messages") { messages in
            messages.array {
                $0.appendObject { message in
                    message.set("role", to: "bot")
                    message.set("text", to: "ok")
                    message.set("k", to: count)
                }
            }
        }
    }
}
