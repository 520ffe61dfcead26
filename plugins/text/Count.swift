import PregelSDK

/// Counts words.
struct Count: Node {
    struct Config: Defaulted {
        enum Words: String, Codable, CaseIterable { case whitespace, letters }

        var from = "text"
        var to = "counts"
        var words = Words.whitespace
        var lower = false
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        guard let found = input[config.from] else {
            throw NodeError(kind: "KeyError", message: "the channel \"\(config.from)\" has no value to count")
        }
        var table = WordTable()
        for text in found.kind == .array ? Array(found.items) : [found] {
            guard text.kind == .string else {
                throw NodeError(kind: "TypeError", message: "a text is counted, or a list of texts, not \(text.kind)")
            }
            text.withBytes { add($0, to: &table) }
        }
        try context.write(config.to, table.counts())
    }

    private func add(_ text: UnsafeRawBufferPointer, to table: inout WordTable) {
        switch config.words {
        case .whitespace: table.add(text, isLower: config.lower) { !Letters.isWhitespace($0) }
        case .letters: table.add(text, isLower: config.lower) { Letters.isLetter($0) }
        }
    }
}
