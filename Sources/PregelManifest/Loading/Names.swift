import PregelDiagnostics

/// What a node, a channel or an alias may be called.
enum Names {
    static let start = "START"
    static let end = "END"
    /// The alias of the built-in components.
    static let standard = "std"
    /// Keys that begin so are free.
    static let extra = "x-"

    /// As a regular expression, for messages and the schema.
    static let pattern = "[A-Za-z_][A-Za-z0-9_-]*"

    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    static func isReserved(_ name: String) -> Bool {
        name == start || name == end || name.hasPrefix("__")
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
    }

    /// A name like `text` that would be allowed, for a fix.
    static func suggestion(for text: String) -> String? {
        var bytes = text.utf8.map { byte in
            isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-") ? byte : UInt8(ascii: "_")
        }
        while bytes.first == UInt8(ascii: "_") { bytes.removeFirst() }
        while bytes.last == UInt8(ascii: "_") { bytes.removeLast() }
        guard let first = bytes.first else { return nil }
        if !isLetter(first) { bytes.insert(UInt8(ascii: "n"), at: 0) }
        let name = String(decoding: bytes, as: UTF8.self)
        return isReserved(name) ? nil : name
    }
}
