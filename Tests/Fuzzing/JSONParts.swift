/// Where the values of a text stand that is JSON, or was JSON before it was changed.
enum JSONParts {
    struct Part {
        /// Empty where the value is no member.
        var key: Range<Int>
        var value: Range<Int>
    }

    /// All values of a text, as far as they can be made out; never deeper than 600.
    static func all(of text: [UInt8]) -> [Part] {
        var parts: [Part] = []
        // Arrays and objects that are open: where they began, and the key before.
        var open: [Part] = []
        var key = 0..<0
        var place = 0
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open.append(Part(key: key, value: place..<place))
                key = 0..<0
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                place += 1
                if let last = open.popLast() { parts.append(Part(key: last.key, value: last.value.lowerBound..<place)) }
                key = 0..<0
            case UInt8(ascii: "\""):
                let end = endOfString(text, place)
                let isKey = isKey(text, end)
                if isKey { key = place..<end } else { parts.append(Part(key: key, value: place..<end)) }
                if !isKey { key = 0..<0 }
                place = end
            case UInt8(ascii: ","), UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: place += 1
            default:
                let start = place
                while place < text.count, !",:]}\"[{ \n\r\t".utf8.contains(text[place]) { place += 1 }
                parts.append(Part(key: key, value: start..<place))
                key = 0..<0
            }
        }
        return parts
    }

    private static func endOfString(_ text: [UInt8], _ start: Int) -> Int {
        var place = start + 1
        while place < text.count, text[place] != UInt8(ascii: "\"") {
            place += text[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(place + 1, text.count)
    }

    private static func isKey(_ text: [UInt8], _ end: Int) -> Bool {
        var place = end
        while place < text.count, text[place] == 0x20 || text[place] == 0x0A { place += 1 }
        return place < text.count && text[place] == UInt8(ascii: ":")
    }
}
