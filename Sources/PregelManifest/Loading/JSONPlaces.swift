/// The places of all values of a JSON text, for diagnostics; made in one pass when the first one is asked for.
///
/// A manifest may have hundreds of faults: looking for each from the text's beginning would take the square of its size.
struct JSONPlaces: Sendable {
    struct Span: Sendable {
        /// The bytes of the member's key with its quotes; `nil` for an item and for the root.
        var key: Range<Int>?
        var value: Range<Int>
    }

    /// A key that stands in an object again.
    struct Duplicate: Sendable {
        var pointer: String
        var key: String
        var first: Range<Int>
        var second: Range<Int>
    }

    /// By JSON pointer; of a key that comes again, the last one, for that is the one that holds.
    private(set) var places: [String: Span] = [:]
    private(set) var duplicates: [Duplicate] = []

    private let text: [UInt8]
    private var offset = 0

    /// - Parameter text: Well-formed JSON, not deeper than its reader allows.
    init(_ text: [UInt8]) {
        self.text = text
        scan(at: "", key: nil)
    }

    private var next: UInt8 { offset < text.count ? text[offset] : 0 }

    private mutating func scan(at pointer: String, key: Range<Int>?) {
        skipSpace()
        let start = offset
        switch next {
        case UInt8(ascii: "{"): scanObject(at: pointer)
        case UInt8(ascii: "["): scanArray(at: pointer)
        case UInt8(ascii: "\""): _ = scanString()
        default: skipScalar()
        }
        places[pointer] = Span(key: key, value: start..<offset)
    }

    private mutating func scanObject(at pointer: String) {
        var keys: [String: Range<Int>] = [:]
        offset += 1
        skipSpace()
        while next == UInt8(ascii: "\"") {
            let place = scanString()
            let name = JSONDocument.string(text[place])
            let member = pointer + "/" + Place.escaped(name)
            if let first = keys.updateValue(place, forKey: name) {
                duplicates.append(Duplicate(pointer: member, key: name, first: first, second: place))
            }
            skipSpace()
            offset += 1  // The colon.
            scan(at: member, key: place)
            skipSeparator()
        }
        offset += 1
    }

    private mutating func scanArray(at pointer: String) {
        offset += 1
        skipSpace()
        var index = 0
        while offset < text.count, next != UInt8(ascii: "]") {
            scan(at: "\(pointer)/\(index)", key: nil)
            index += 1
            skipSeparator()
        }
        offset += 1
    }

    private mutating func scanString() -> Range<Int> {
        let start = offset
        offset += 1
        while offset < text.count, text[offset] != UInt8(ascii: "\"") {
            offset += text[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        offset = min(offset + 1, text.count)
        return start..<offset
    }

    private mutating func skipScalar() {
        while offset < text.count, !Self.isSpace(text[offset]), !",]}".utf8.contains(text[offset]) { offset += 1 }
    }

    private mutating func skipSeparator() {
        skipSpace()
        if next == UInt8(ascii: ",") { offset += 1 }
        skipSpace()
    }

    private mutating func skipSpace() {
        while offset < text.count, Self.isSpace(text[offset]) { offset += 1 }
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
