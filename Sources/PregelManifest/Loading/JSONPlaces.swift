/// The places of all values of a JSON text, for diagnostics; made in one pass when the first one is asked for.
///
/// A manifest may have hundreds of faults: looking for each from the text's beginning would take the square of its size. And
/// a key may be as long as the text, above a thousand values: so the places are kept as a tree, not by their pointers.
struct JSONPlaces: Sendable {
    struct Span: Sendable {
        /// The bytes of the member's key with its quotes; `nil` for an item and for the root.
        var key: Range<Int>?
        var value: Range<Int>
    }

    /// A value, in the text's order: what is in it follows it.
    private struct Part {
        /// Empty where there is none.
        var key: Range<UInt32>
        var value: Range<UInt32>
        /// The index of the first part that is not in this one.
        var next: UInt32

        var span: Span {
            Span(
                key: key.isEmpty ? nil : Int(key.lowerBound)..<Int(key.upperBound),
                value: Int(value.lowerBound)..<Int(value.upperBound))
        }
    }

    /// What is in an array or object, for those that were asked for.
    private enum Content {
        case items([UInt32])
        /// Of a key that comes again, the last one, for that is the one that holds.
        case members([ArraySlice<UInt8>: UInt32])
    }

    private let text: [UInt8]
    private var parts: [Part] = []
    private var contents: [Int: Content] = [:]

    /// - Parameter text: Well-formed JSON, not deeper than its reader allows, of less than four gigabytes.
    init(_ text: [UInt8]) {
        self.text = text
        var cursor = JSONCursor(text)
        scan(&cursor, key: 0..<0)
    }

    private mutating func scan(_ cursor: inout JSONCursor, key: Range<Int>) {
        let index = parts.count
        let start = UInt32(cursor.offset)
        parts.append(
            Part(key: UInt32(key.lowerBound)..<UInt32(key.upperBound), value: start..<start, next: 0))
        switch cursor.next {
        case UInt8(ascii: "{"):
            cursor.enter()
            while cursor.hasPart() {
                let key = cursor.key()
                scan(&cursor, key: key)
                cursor.skipSeparator()
            }
        case UInt8(ascii: "["):
            cursor.enter()
            while cursor.hasPart() {
                scan(&cursor, key: 0..<0)
                cursor.skipSeparator()
            }
        case UInt8(ascii: "\""): _ = cursor.string()
        default: cursor.skipScalar()
        }
        parts[index].value = start..<UInt32(cursor.offset)
        parts[index].next = UInt32(parts.count)
    }

    /// The place that a JSON pointer leads to; `nil` where there is none.
    mutating func place(of pointer: String) -> Span? {
        let found = nearest(pointer)
        return found.isThere ? found.span : nil
    }

    /// The place that a JSON pointer leads to, or else that of the nearest thing around it.
    mutating func nearest(_ pointer: String) -> (span: Span, isThere: Bool) {
        var index = 0
        var tokens = pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)[...]
        // What stands before the first slash is nothing.
        if tokens.popFirst()?.isEmpty != true { return (parts[0].span, false) }
        for token in tokens {
            guard let inner = part(Place.unescaped(Substring(token)), in: index) else {
                return (parts[index].span, false)
            }
            index = inner
        }
        return (parts[index].span, true)
    }

    private mutating func part(_ name: String, in index: Int) -> Int? {
        switch content(of: index) {
        case .members(let members): return members[Array(name.utf8)[...]].map { Int($0) }
        case .items(let items):
            guard let item = Int(name), items.indices.contains(item) else { return nil }
            return Int(items[item])
        }
    }

    private mutating func content(of index: Int) -> Content {
        if let content = contents[index] { return content }
        var inner: [UInt32] = []
        var part = index + 1
        while part < parts[index].next {
            inner.append(UInt32(part))
            part = Int(parts[part].next)
        }
        let made: Content
        if text[Int(parts[index].value.lowerBound)] == UInt8(ascii: "{") {
            made = .members(Dictionary(inner.map { (key(of: $0), $0) }) { $1 })
        } else {
            made = .items(inner)
        }
        contents[index] = made
        return made
    }

    private func key(of part: UInt32) -> ArraySlice<UInt8> {
        let key = parts[Int(part)].key
        return JSONCursor.content(of: text[Int(key.lowerBound)..<Int(key.upperBound)])
    }
}
