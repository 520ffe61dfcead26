internal import CPregelABI

extension JSONReader {
    /// A fault at a place in the copy, which is the same in the text itself.
    @inline(never)
    func fault(_ code: JSONError.Code, _ message: String, _ at: UnsafePointer<UInt8>) -> JSONError {
        JSONError(code, message, at: at - text, in: original)
    }

    /// The fault that something else stands here than was expected.
    @inline(never)
    func unexpected(_ expected: String, _ at: UnsafePointer<UInt8>) -> JSONError {
        if at >= end { return fault(.truncated, "expected \(expected), but the text ends here", end) }
        let length = UTF8Check.length(at)
        if length == 0 { return fault(.utf8, "expected \(expected), found a byte that is not UTF-8", at) }
        let character = String(decoding: UnsafeBufferPointer(start: at, count: length), as: UTF8.self)
        let scalar = character.unicodeScalars.first ?? "?"
        return fault(.syntax, "expected \(expected), found \(JSONReader.shown(scalar))", at)
    }

    /// A character as a message can show it.
    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0xFEFF: "a byte order mark; JSON is written without one"
        case 0..<0x20, 0x7F..<0xA0: "a control character"
        default: "\"\(clean(scalar))\""
        }
    }

    /// A character of a message; those that would command a terminal, or turn the direction of its text, as an escape.
    private static func clean(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: return String(scalar)
        }
    }

    /// The fault of what is no value, or a word that goes on otherwise than it should.
    @inline(never)
    func noWord(_ at: UnsafePointer<UInt8>) -> JSONError {
        let words: [StaticString] = ["true", "false", "null"]
        guard let word = words.first(where: { $0.utf8Start[0] == at.pointee }) else { return unexpected("a value", at) }
        var offset = 0
        while offset + 1 < word.utf8CodeUnitCount, at[offset] == word.utf8Start[offset] { offset += 1 }
        return unexpected("\"\(word)\"", at + offset)
    }

    /// The fault of an object whose member at `index` has the key of one before it.
    @inline(never)
    func duplicate(_ key: pregel_str, _ index: Int, _ open: UnsafePointer<UInt8>) -> JSONError {
        let name = String(decoding: UnsafeRawBufferPointer(start: key.p, count: key.n), as: UTF8.self).unicodeScalars
        let shown = name.prefix(60).map { JSONReader.clean($0) }.joined() + (name.dropFirst(60).isEmpty ? "" : "…")
        // Escapes are decoded to the left, so that a key starts where it stands in the text, behind its quote.
        let quote = key.p.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) - 1 } ?? open
        return fault(.duplicateKey, "the key \"\(shown)\" stands twice in one object", quote)
    }
}
