/// Finds where in a JSON text a value stands: for errors that point at what they mean.
///
/// It walks the text when it is asked, so reading costs nothing for it. The text must be well-formed.
public struct JSONLocator: Sendable {
    private let text: [UInt8]

    /// A place in the text.
    public struct Place: Sendable, Equatable {
        /// The bytes of the value.
        public let value: Range<Int>
        /// The bytes of the member's key with its quotes; `nil` for an item and for the root.
        public let key: Range<Int>?
    }

    /// Takes a text that was read without a fault.
    public init(_ text: [UInt8]) { self.text = text }

    /// Where the value at `pointer` stands; `nil` where there is none.
    public func find(_ pointer: JSONPointer) -> Place? {
        var place = skipSpace(0)
        var key: Range<Int>?
        for step in pointer.steps {
            guard place < text.count else { return nil }
            if text[place] == UInt8(ascii: "[") {
                guard let index = JSONPointer.index(step), let found = item(index, place) else { return nil }
                place = found
                key = nil
            } else if text[place] == UInt8(ascii: "{"), let found = member(step, place) {
                place = found.value
                key = found.key
            } else {
                return nil
            }
        }
        return Place(value: place..<end(of: place), key: key)
    }

    /// The line and column, each from 1, of an offset; columns count characters.
    public func position(of offset: Int) -> (line: Int, column: Int) {
        text.withUnsafeBytes { JSONError.place(of: min(offset, $0.count), in: $0) }
    }

    private func item(_ index: Int, _ begin: Int) -> Int? {
        var place = skipSpace(begin + 1)
        var left = index
        while place < text.count, text[place] != UInt8(ascii: "]") {
            if left == 0 { return place }
            left -= 1
            place = next(end(of: place))
        }
        return nil
    }

    /// The last member with this key, for that is the one that holds.
    private func member(_ name: String, _ begin: Int) -> (key: Range<Int>, value: Int)? {
        var place = skipSpace(begin + 1)
        let name = Value(name)  // Compared by bytes, as members are looked up.
        var found: (key: Range<Int>, value: Int)?
        while place < text.count, text[place] == UInt8(ascii: "\"") {
            let key = place..<end(of: place)
            let value = skipSpace(skipSpace(key.upperBound) + 1)
            if (try? Value(json: Array(text[key]))) == name { found = (key, value) }
            place = next(end(of: value))
        }
        return found
    }

    /// Past the comma, if there is one.
    private func next(_ place: Int) -> Int {
        let after = skipSpace(place)
        return after < text.count && text[after] == UInt8(ascii: ",") ? skipSpace(after + 1) : after
    }

    private func skipSpace(_ begin: Int) -> Int {
        var place = begin
        while place < text.count, [0x20, 0x0A, 0x0D, 0x09].contains(text[place]) { place += 1 }
        return place
    }

    /// The end of the value that begins here.
    private func end(of begin: Int) -> Int {
        var place = begin
        var depth = 0
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\""):
                place += 1
                while place < text.count, text[place] != UInt8(ascii: "\"") {
                    place += text[place] == UInt8(ascii: "\\") ? 2 : 1
                }
                place += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                place += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return place }
                depth -= 1
                place += 1
            case UInt8(ascii: ","), 0x20, 0x0A, 0x0D, 0x09:
                if depth == 0 { return place }
                place += 1
                continue
            default: place += 1
            }
            if depth == 0, place > begin, isBracketOrQuote(text[begin]) { return min(place, text.count) }
        }
        return text.count
    }

    private func isBracketOrQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
    }
}
