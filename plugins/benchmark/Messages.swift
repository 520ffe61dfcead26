import PregelSDK

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
}

/// What the agent of the loop with message ids says: it calls a tool.
struct AgentMessage: WritableValue {
    let round: Int

    func write(to writer: inout ValueWriter) {
        writer.object { message in
            message.set("id", to: Numbered("a", round))
            message.set("role", to: "assistant")
            message.set("content", to: "think")
            message.setArray("tool_calls") { $0.append(ToolCall(round: round)) }
        }
    }
}

/// What the tool of the loop with message ids answers.
struct ToolMessage: WritableValue {
    let round: Int

    func write(to writer: inout ValueWriter) {
        writer.object { message in
            message.set("id", to: Numbered("t", round))
            message.set("role", to: "tool")
            message.set("content", to: "ok")
            message.set("tool_call_id", to: Numbered("c", round))
        }
    }
}

private struct ToolCall: WritableValue {
    let round: Int

    func write(to writer: inout ValueWriter) {
        writer.object { call in
            call.set("id", to: Numbered("c", round))
            call.set("name", to: "t")
            call.setObject("args") { $0.set("r", to: round) }
        }
    }
}

/// A letter with a number behind it.
private struct Numbered: WritableValue {
    let letter: StaticString
    let number: Int

    init(_ letter: StaticString, _ number: Int) {
        self.letter = letter
        self.number = number
    }

    func write(to writer: inout ValueWriter) {
        writer.text { text in
            text.append(letter)
            text.append(number)
        }
    }
}
