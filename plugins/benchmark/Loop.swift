import PregelSDK

/// `messages ← [{role: agent, round, text: think}]`, `rounds ← round`
struct Agent: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds") + 1
        try context.write("messages") { Message(role: "agent", round: round, text: "think").writeAlone(to: &$0) }
        try context.write("rounds", Value(round))
    }
}

/// `messages ← [{role: tool, round: rounds, text: ok}]`
struct Tool: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds")
        try context.write("messages") { Message(role: "tool", round: round, text: "ok").writeAlone(to: &$0) }
    }
}

/// Ends after `rounds` rounds of agent and tool.
struct Loop: Router {
    struct Config: Decodable, Sendable { var rounds: Int }

    let config: Config

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        try input.int(at: "rounds") > config.rounds ? MessagePart.end : MessagePart.toTool
    }
}

/// `messages ← [{id: aROUND, role: assistant, content: think, tool_calls}]`, `rounds ← round`
struct MessageAgent: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds") + 1
        let call: Value = ["id": Value("c\(round)"), "name": "t", "args": ["r": Value(round)]]
        try context.write(
            "messages",
            [["id": Value("a\(round)"), "role": "assistant", "content": MessagePart.think, "tool_calls": [call]]])
        try context.write("rounds", Value(round))
    }
}

/// `messages ← [{id: tROUND, role: tool, content: ok, tool_call_id}]`
struct MessageTool: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "rounds")
        try context.write(
            "messages",
            [["id": Value("t\(round)"), "role": "tool", "content": MessagePart.ok, "tool_call_id": Value("c\(round)")]])
    }
}

/// `messages ← [{role: bot, text: ok, k}]`
struct Turn: Node {
    init(config: NoConfig) {}

    func run(_ input: Value, _ context: NodeContext) throws {
        try context.write(
            "messages", [["role": "bot", "text": MessagePart.ok, "k": Value(input.items(at: "messages").count)]])
    }
}

/// The parts of the messages that are always the same.
enum MessagePart {
    static let think = Value("think")
    static let ok = Value("ok")
    static let toTool = Route.to("tool")
    static let end = Route.end
}

/// A message of the plain loop.
struct Message: WritableValue {
    let role: StaticString
    let round: Int
    let text: StaticString

    func write(to writer: inout ValueWriter) {
        writer.object { message in
            message.set("role", to: role)
            message.set("round", to: round)
            message.set("text", to: text)
        }
    }

    /// Puts a list of this message alone.
    func writeAlone(to writer: inout ValueWriter) {
        writer.array { $0.append(self) }
    }
}
