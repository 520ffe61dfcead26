package import PregelDiagnostics
package import PregelValues

/// A place in a JSON document: every part of a manifest remembers its own, so that later checks can point at it.
package struct Place: Sendable {
    package let document: JSONDocument
    /// The JSON pointer; empty for the whole document.
    package let pointer: String

    package init(document: JSONDocument, pointer: String = "") {
        self.document = document
        self.pointer = pointer
    }

    /// The member `key` of the object here.
    package func member(_ key: String) -> Place {
        Place(document: document, pointer: pointer + "/" + Self.escaped(key))
    }

    /// An item of the array here.
    package func item(_ index: Int) -> Place {
        Place(document: document, pointer: "\(pointer)/\(index)")
    }

    /// The place that `relative`, a JSON pointer, leads to from here.
    package func following(_ relative: String) -> Place {
        Place(document: document, pointer: pointer + relative)
    }

    /// What of a member is meant.
    package enum Part: Sendable {
        case value, key
    }

    /// The value here.
    package var value: Value? { document.value(at: pointer) }

    /// The place for a diagnostic: file, pointer, line and column, where they are known.
    package func location(_ part: Part = .value) -> FileLocation {
        document.location(of: pointer, part)
    }

    /// A token of a JSON pointer for a key.
    static func escaped(_ key: String) -> String {
        guard key.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return key }
        return String(
            decoding: key.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case UInt8(ascii: "~"): Array("~0".utf8)
                case UInt8(ascii: "/"): Array("~1".utf8)
                default: [byte]
                }
            }, as: UTF8.self)
    }

    /// The key that a token of a JSON pointer stands for.
    static func unescaped(_ token: some StringProtocol) -> String {
        var result: [UInt8] = []
        var isEscaped = false
        for byte in token.utf8 {
            if isEscaped {
                isEscaped = false
                result.append(byte == UInt8(ascii: "1") ? UInt8(ascii: "/") : UInt8(ascii: "~"))
                if byte != UInt8(ascii: "0"), byte != UInt8(ascii: "1") { result.append(byte) }
            } else if byte == UInt8(ascii: "~") {
                isEscaped = true
            } else {
                result.append(byte)
            }
        }
        if isEscaped { result.append(UInt8(ascii: "~")) }
        return String(decoding: result, as: UTF8.self)
    }
}
