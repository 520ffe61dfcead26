import PregelSDK

/// Picks the most frequent words.
struct Rank: Node {
    struct Config: Defaulted {
        var from = "counts"
        var to = "top"
        var limit = 10
    }

    struct Entry: Encodable {
        var word: String
        var count: Int
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        let counts = try input.members(key: config.from).map { member in
            guard let count = member.value.int else {
                throw NodeError(kind: "TypeError", message: "the count of \"\(member.key)\" is no whole number")
            }
            return Entry(word: member.key, count: count)
        }
        let ranked = counts.sorted { $0.count != $1.count ? $0.count > $1.count : precedes($0.word, $1.word) }
        try context.write(config.to, Array(ranked.prefix(config.limit)))
    }

    /// Names are compared as UTF-8 bytes.
    private func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
}
