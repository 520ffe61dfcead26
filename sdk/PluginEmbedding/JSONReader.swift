/// Reads `plugin.json`, as far as it is JSON. What is wrong with it the host tells, and the test of the plugin.
struct JSONReader {
    private let bytes: [UInt8]
    private var place = 0

    static func read(_ bytes: [UInt8]) -> JSON? {
        var reader = JSONReader(bytes: bytes)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpaces()
        return reader.place == bytes.count ? value : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpaces() {
        while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 { _ = byte; place += 1 }
    }

    private mutating func takes(_ byte: Unicode.Scalar) -> Bool {
        skipSpaces()
        guard next == UInt8(ascii: byte) else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) -> JSON? {
        guard depth < 64 else { return nil }
        skipSpaces()
        switch next {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return string().map { .string($0) }
        default: return word()
        }
    }

    private mutating func object(_ depth: Int) -> JSON? {
        var members: [(key: String, value: JSON)] = []
        place += 1
        if takes("}") { return .object([]) }
        repeat {
            skipSpaces()
            guard next == UInt8(ascii: "\""), let key = string(), takes(":"), let value = value(depth: depth + 1) else {
                return nil
            }
            members.append((key, value))
        } while takes(",")
        return takes("}") ? .object(members) : nil
    }

    private mutating func array(_ depth: Int) -> JSON? {
        var items: [JSON] = []
        place += 1
        if takes("]") { return .array([]) }
        repeat {
            guard let item = value(depth: depth + 1) else { return nil }
            items.append(item)
        } while takes(",")
        return takes("]") ? .array(items) : nil
    }

    private mutating func word() -> JSON? {
        let begin = place
        while let byte = next, !" \n\r\t,:]}{[\"".utf8.contains(byte) { _ = byte; place += 1 }
        let text = String(decoding: bytes[begin..<place], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true", "false": return .bool(text == "true")
        default: return text.isEmpty ? nil : .number(text)
        }
    }

    /// A text; escapes beyond the simple ones are kept as they are, for names have none.
    private mutating func string() -> String? {
        place += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            text.append(byte)
            place += 1
            guard byte == UInt8(ascii: "\\"), let escaped = next else { continue }
            place += 1
            if escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\") || escaped == UInt8(ascii: "/") {
                text[text.count - 1] = escaped
            } else {
                text.append(escaped)
            }
        }
        guard next != nil else { return nil }
        place += 1
        return String(decoding: text, as: UTF8.self)
    }
}
