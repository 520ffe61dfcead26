/// Goes through a JSON text that is known to be well-formed.
struct JSONCursor: Sendable {
    let text: [UInt8]
    var offset: Int

    init(_ text: [UInt8], at offset: Int = 0) {
        self.text = text
        self.offset = offset
        skipSpace()
    }

    /// The byte that comes next; 0 behind the end.
    var next: UInt8 { offset < text.count ? text[offset] : 0 }

    /// Whether the array or object that was entered has another part; behind its last one, leaves it.
    mutating func hasPart() -> Bool {
        guard offset < text.count, next != UInt8(ascii: "]"), next != UInt8(ascii: "}") else {
            offset += 1
            return false
        }
        return true
    }

    /// Enters an array or object.
    mutating func enter() {
        offset += 1
        skipSpace()
    }

    /// Reads a member's key up to its value, and gives the key's place with its quotes.
    mutating func key() -> Range<Int> {
        let place = string()
        skipSpace()
        offset += 1  // The colon.
        skipSpace()
        return place
    }

    mutating func string() -> Range<Int> {
        let start = offset
        offset += 1
        while offset < text.count, text[offset] != UInt8(ascii: "\"") {
            offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset = min(offset + 1, text.count)
        return start..<offset
    }

    /// Skips a number or a word.
    mutating func skipScalar() {
        while offset < text.count {
            switch text[offset] {
            case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return
            default: offset += 1
            }
        }
    }

    mutating func skipSeparator() {
        skipSpace()
        if next == UInt8(ascii: ",") { offset += 1 }
        skipSpace()
    }

    mutating func skipSpace() {
        while offset < text.count, Self.isSpace(text[offset]) { offset += 1 }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// The bytes that a string stands for, given with its quotes.
    static func content(of string: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let content = string.dropFirst().dropLast()
        guard content.contains(UInt8(ascii: "\\")) else { return content }
        return Array(JSONDocument.string(string).utf8)[...]
    }
}
