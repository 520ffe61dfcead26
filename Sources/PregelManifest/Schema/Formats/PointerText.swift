/// JSON pointers (RFC 6901), and those that begin at a place within a document.
enum PointerText {
    static func isPointer(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        guard first == UInt8(ascii: "/") else { return false }
        var rest = bytes
        while let byte = rest.popFirst() {
            guard byte != UInt8(ascii: "~") || rest.first == UInt8(ascii: "0") || rest.first == UInt8(ascii: "1") else {
                return false
            }
        }
        return true
    }

    /// How many levels up, then a pointer, or `#` for the name there.
    static func isRelative(_ bytes: ArraySlice<UInt8>) -> Bool {
        let levels = bytes.prefix { $0.isDigit }
        let rest = bytes.dropFirst(levels.count)
        guard !levels.isEmpty, levels.count == 1 || levels.first != UInt8(ascii: "0") else { return false }
        return rest.elementsEqual("#".utf8) || isPointer(rest)
    }
}
