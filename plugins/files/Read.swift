import PregelSDK

/// Reads a file, or a range of one.
struct Read: Node {
    struct Config: Defaulted {
        enum Form: String, Codable, CaseIterable { case text, lines, bytes }

        var from = "path"
        var to = "text"
        var form = Form.text
        var maxBytes = 1 << 30

        enum CodingKeys: String, CodingKey {
            case from, to
            case form = "as"
            case maxBytes = "max_bytes"
        }
    }

    let config: Config

    func run(_ input: Value, _ context: NodeContext) throws {
        let path = try input.string(key: config.from)
        let file = try OpenFile(reading: path)
        let size = try file.size()
        let offset = try range(input, "offset") ?? 0
        let length = min(try range(input, "length") ?? size, max(size - offset, 0))
        guard length <= config.maxBytes else {
            throw NodeError(
                kind: "FileTooLargeError",
                message: "\(path): \(length) bytes are more than max_bytes, \(config.maxBytes)",
                transient: false)
        }
        try context.write(config.to, content(file.read(offset, length), path))
    }

    private func range(_ input: Value, _ key: String) throws -> Int? {
        guard let value = input[key], !value.isNull else { return nil }
        guard let number = value.int, number >= 0 else {
            throw NodeError(kind: "ValueError", message: "\"\(key)\" must be a whole number, 0 or more")
        }
        return number
    }

    private func content(_ bytes: [UInt8], _ path: String) throws -> Value {
        if config.form == .bytes { return .bytes(bytes) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw NodeError(
                kind: "UnicodeDecodeError", message: "\(path): is not UTF-8; read it with \"as\": \"bytes\"",
                transient: false)
        }
        if config.form == .text { return Value(text) }
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return .array(
            lines.map { line in Value(String(Substring(line.last == 0x0D ? line.dropLast() : line))) })
    }
}
