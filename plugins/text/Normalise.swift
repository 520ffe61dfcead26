import PregelSDK

/// Brings a text into a form in which words can be compared.
struct Normalise: Node {
    struct Config: Defaulted {
        enum Case: String, Codable, CaseIterable { case lower, upper, keep }
        enum Keep: String, Codable, CaseIterable { case all, letters, words }

        var from = "text"
        var to = "text"
        var `case` = Case.lower
        var keep = Keep.words
        var trim = true
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        let text = try input.string(key: config.from)
        try context.write(config.to, Value(normalised(text)))
    }

    private func normalised(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        let filler: UInt8 = config.keep == .letters ? 0x0A : 0x20
        var isInRun = false
        for byte in text.utf8 {
            if keeps(byte) {
                bytes.append(cased(byte))
                isInRun = false
            } else if !isInRun {
                bytes.append(filler)
                isInRun = true
            }
        }
        var result = bytes[...]
        if config.trim {
            result = result.drop(while: Letters.isWhitespace)
            while let last = result.last, Letters.isWhitespace(last) { result.removeLast() }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func keeps(_ byte: UInt8) -> Bool {
        switch config.keep {
        case .all: true
        case .letters: Letters.isLetter(byte)
        case .words: byte >= 0x80 || Letters.isLetter(byte) || Letters.isDigit(byte)
        }
    }

    private func cased(_ byte: UInt8) -> UInt8 {
        switch config.case {
        case .lower: Letters.lower(byte)
        case .upper: Letters.upper(byte)
        case .keep: byte
        }
    }
}
