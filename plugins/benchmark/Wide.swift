import PregelSDK

/// One of the six nodes of a wide state: writes the keys that are its own.
///
/// Key i is a list, a map or a string, as i modulo 3 says, and belongs to node (i / 3) modulo 6.
struct Wide: Node {
    struct Config: Decodable, Sendable {
        var which: Int
        var width: Int
    }

    private enum Kind: Int { case list, map, string }

    private struct Key {
        let index: Int
        let name: String
        let kind: Kind
    }

    private let keys: [Key]
    private let isLast: Bool

    init(config: Config) {
        isLast = config.which == 5
        keys = (0..<config.width).compactMap { index in
            guard index / 3 % 6 == config.which, let kind = Kind(rawValue: index % 3) else { return nil }
            let digits = String(index)
            let padding = String(repeating: "0", count: max(3 - digits.count, 0))
            let letter = ["l", "d", "s"][kind.rawValue]
            return Key(index: index, name: letter + padding + digits, kind: kind)
        }
    }

    func run(_ input: Value, _ context: NodeContext) throws {
        let round = try input.int(at: "round")
        let name = "r\(round)"
        for key in keys {
            let index = key.index
            try context.write(key.name) { writer in
                switch key.kind {
                case .list: writer.array { $0.append(Item(round: round, index: index)) }
                case .map: writer.object { $0.set(key: name, to: Row(round: round, index: index)) }
                case .string: writer.put(Line(round: round, index: index))
                }
            }
        }
        if isLast { try context.write("round", Value(round + 1)) }
    }
}

/// `{r, k, v}`, an item of a list.
private struct Item: WritableValue {
    let round, index: Int

    func write(to writer: inout ValueWriter) {
        writer.object { item in
            item.set("r", to: round)
            item.set("k", to: index)
            item.set("v", to: "xxxxxxxxxxxxxxxx")
        }
    }
}

/// `[r, k, y]`, a value of a map.
private struct Row: WritableValue {
    let round, index: Int

    func write(to writer: inout ValueWriter) {
        writer.array { row in
            row.append(round)
            row.append(index)
            row.append("yyyyyyyy")
        }
    }
}

/// `k:r:zzz…`, a string.
private struct Line: WritableValue {
    let round, index: Int
    private static let tail = String(repeating: "z", count: 100)

    func write(to writer: inout ValueWriter) {
        writer.text { line in
            line.append(index)
            line.append(":")
            line.append(round)
            line.append(":")
            line.append(Line.tail)
        }
    }
}

/// Ends after `rounds` rounds of the six nodes.
struct WideLoop: Router {
    struct Config: Decodable, Sendable { var rounds: Int }

    let config: Config

    func route(_ input: Value, _ context: RouterContext) throws -> Route {
        try input.int(at: "round") >= config.rounds ? "END" : "one"
    }
}
