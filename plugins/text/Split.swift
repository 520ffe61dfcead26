import PregelSDK

/// Splits a text into a list.
struct Split: Node {
    struct Config: Defaulted {
        enum Way: String, Codable, CaseIterable { case lines, words, separator, chunks }

        var from = "text"
        var to = "parts"
        var by = Way.lines
        var separator = ","
        var size = 1000
        var keepEmpty = false

        enum CodingKeys: String, CodingKey {
            case from, to, by, separator, size
            case keepEmpty = "keep_empty"
        }
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        let text = try input.string(key: config.from)
        try context.write(config.to, .array(parts(of: text).map { Value(String($0)) }))
    }

    private func parts(of text: String) -> [Substring] {
        switch config.by {
        case .lines: lines(of: text)
        case .words: text.split(whereSeparator: \.isWhitespace)
        case .separator: pieces(of: text)
        case .chunks: chunks(of: text)
        }
    }

    /// A line feed ends a line, with or without a carriage return before it; the last one needs none.
    private func lines(of text: String) -> [Substring] {
        var lines = text.split(omittingEmptySubsequences: !config.keepEmpty) { $0 == "\n" || $0 == "\r\n" }
        if config.keepEmpty, lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func pieces(of text: String) -> [Substring] {
        let separator = Array(config.separator.utf8)
        let bytes = text.utf8
        var pieces: [Substring] = []
        var start = bytes.startIndex
        var place = bytes.startIndex
        while place < bytes.endIndex {
            if bytes[place...].starts(with: separator) {
                pieces.append(text[start..<place])
                place = bytes.index(place, offsetBy: separator.count)
                start = place
            } else {
                place = bytes.index(after: place)
            }
        }
        pieces.append(text[start...])
        return config.keepEmpty ? pieces : pieces.filter { !$0.isEmpty }
    }

    private func chunks(of text: String) -> [Substring] {
        var chunks: [Substring] = []
        var rest = text[...]
        while !rest.isEmpty {
            chunks.append(rest.prefix(config.size))
            rest = rest.dropFirst(config.size)
        }
        return chunks
    }
}
