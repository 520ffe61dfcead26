/// Text within text, byte by byte; the standard library's own search is in a library that costs a megabyte of each process.
extension StringProtocol {
    /// Where `part` is first found.
    package func firstPlace(of part: String) -> Range<Index>? {
        var start = startIndex
        while let end = utf8.index(start, offsetBy: part.utf8.count, limitedBy: endIndex) {
            if utf8[start..<end].elementsEqual(part.utf8) { return start..<end }
            guard start < endIndex else { return nil }
            start = utf8.index(after: start)
        }
        return nil
    }

    /// Whether `part` is found anywhere.
    package func has(_ part: String) -> Bool { firstPlace(of: part) != nil }
}

extension String {
    /// The text with `other` in every place of `part`, which is not empty.
    package func exchanging(_ part: String, for other: String) -> String {
        var result = ""
        var rest = self[...]
        while let place = rest.firstPlace(of: part) {
            result += rest[..<place.lowerBound]
            result += other
            rest = rest[place.upperBound...]
        }
        return result + rest
    }
}
