/// Why a value could not be decoded to a type, or a type not encoded as a value.
public struct CodingFailure: Error, Sendable, CustomStringConvertible {
    /// Where: a JSON pointer into the value; empty for the whole.
    public let path: String
    /// What was expected there, and what was found.
    public let message: String

    /// `/place: message`.
    public var description: String { path.isEmpty ? message : "\(path): \(message)" }
}

/// Where a decoder or encoder is, as a list that shares its front.
final class CodingPlace: Sendable {
    let parent: CodingPlace?
    let key: PlainKey

    init(_ parent: CodingPlace?, _ key: PlainKey) {
        self.parent = parent
        self.key = key
    }

    static func keys(_ place: CodingPlace?) -> [any CodingKey] {
        guard let place else { return [] }
        return keys(place.parent) + [place.key]
    }

    static func pointer(_ place: CodingPlace?) -> String {
        JSONPointer(keys(place).map(\.stringValue)).description
    }
}

/// A key that is a name or an index.
struct PlainKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = String(intValue)
        self.intValue = intValue
    }

    init(_ key: some CodingKey) {
        stringValue = key.stringValue
        intValue = key.intValue
    }
}

extension Value {
    /// What this is, in a message: `an object`, `the string "abc"`, `3`.
    var inWords: String {
        switch kind {
        case .null: return "null"
        case .bool: return bool == true ? "true" : "false"
        case .int: return "\(int ?? 0)"
        case .double: return "\(double ?? 0)"
        case .string:
            let text = string ?? ""
            return text.count > 32 ? "a string of \(text.utf8.count) bytes" : "the string \"\(text)\""
        case .bytes: return "\(count) bytes"
        case .array: return count == 0 ? "an empty array" : "an array"
        case .object: return "an object"
        }
    }
}
