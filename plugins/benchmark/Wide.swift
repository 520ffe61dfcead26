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
    private let tail = String(repeating: "z", count: 100)
    private let x16 = Value(String(repeating: "x", count: 16))
    private let y8 = Value(String(repeating: "y", count: 8))

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
        for key in keys {
            let index = Value(key.index)
            switch key.kind {
            case .list: try context.write(key.name, [["r": Value(round), "k": index, "v": x16]])
            case .map: try context.write(key.name, ["r\(round)": [Value(round), index, y8]])
            case .string: try context.write(key.name, Value("\(key.index):\(round):" + tail))
            }
        }
        if isLast { try context.write("round", Value(round + 1)) }
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
