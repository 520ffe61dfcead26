import PregelEngine
import PregelValues

/// Cuts what is too large in a stream's entries: what channels hold, nodes emit and failures say. Names and ids stay.
///
/// In place of a value stands `{"$cut": KIND, "bytes": N}`, of a text with its `start`, of a list with its number of
/// `items`, of an object with that of its `members`.
struct PayloadLimit: Sendable {
    /// The most bytes of JSON that a value may have.
    let bytes: Int

    /// An entry's data, with what is too large cut.
    func cut(_ data: Value, of mode: StreamMode) -> Value { cut(data, PayloadShape.of(mode, data)) }

    private func cut(_ value: Value, _ shape: PayloadShape) -> Value {
        switch shape {
        case .kept: value
        case .payload: cut(value)
        case .channels:
            value.kind == .object ? .object(value.members.map { ($0.key, cut($0.value)) }) : cut(value)
        case .nodes:
            .object(value.members.map { ($0.key, cut($0.value, $0.key == "__interrupt__" ? .list : .channels)) })
        case .list: .array(value.items.map { cut($0, .named(PayloadShape.question)) })
        case .named(let shapes): .object(value.members.map { ($0.key, cut($0.value, shapes[$0.key] ?? .kept)) })
        }
    }

    private func cut(_ value: Value) -> Value {
        let size = value.json(.compact).utf8.count
        guard size > bytes else { return value }
        var description = ObjectBuilder()
        description.set("$cut", to: Value(name(of: value)))
        description.set("bytes", to: Value(size))
        switch value.kind {
        case .string: description.set("start", to: Value(start(of: value.string ?? "")))
        case .array: description.set("items", to: Value(value.count))
        case .object: description.set("members", to: Value(value.count))
        case .null, .bool, .int, .double, .bytes: break
        }
        return description.finish()
    }

    private func name(of value: Value) -> String {
        switch value.kind {
        case .string: "text"
        case .array: "list"
        case .object: "object"
        case .bytes: "bytes"
        case .int, .double: "number"
        case .null, .bool: "value"
        }
    }

    /// As much of a text as is allowed, in whole characters.
    private func start(of text: String) -> String {
        var start = String.UnicodeScalarView()
        var left = bytes
        for scalar in text.unicodeScalars {
            left -= scalar.utf8.count
            guard left >= 0 else { break }
            start.append(scalar)
        }
        return String(start)
    }
}

/// Where in an entry the values are that may be cut.
enum PayloadShape: Sendable {
    /// Nowhere.
    case kept
    /// All of it is one.
    case payload
    /// Each channel's is one; a state without channels is one itself.
    case channels
    /// Each node's channels.
    case nodes
    /// Questions.
    case list
    /// In members of these names.
    case named([String: PayloadShape])

    static let question: [String: PayloadShape] = ["value": .payload]

    static func of(_ mode: StreamMode, _ data: Value) -> PayloadShape {
        switch mode {
        case .values: .channels
        case .updates: .nodes
        case .tasks: .named(task(data))
        case .checkpoints: .named(checkpoint)
        case .debug: .named(["payload": .named(debugged(data))])
        default: .payload
        }
    }

    private static let checkpoint: [String: PayloadShape] = ["values": .channels]

    /// A packet's input is one value, whatever it is.
    private static func task(_ data: Value) -> [String: PayloadShape] {
        let isPacket = data["triggers"] == ["__pregel_push"]
        return [
            "input": isPacket ? .payload : .channels, "result": .channels, "error": .payload, "interrupts": .list,
            "metadata": .payload,
        ]
    }

    private static func debugged(_ data: Value) -> [String: PayloadShape] {
        data["type"] == "checkpoint" ? checkpoint : task(data["payload"] ?? .null)
    }
}
