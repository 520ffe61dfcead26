/// Writes a schema as the JSON text that a plugin's table carries.
enum JSONText {
    static func of(_ value: Value) -> String {
        var text = ""
        write(value, to: &text)
        return text
    }

    private static func write(_ value: Value, to text: inout String) {
        switch value.kind {
        case .null: text += "null"
        case .bool: text += value.bool == true ? "true" : "false"
        case .int: text += String(value.int ?? 0)
        case .double: text += String(value.double ?? 0)
        case .string: quote(value.string ?? "", to: &text)
        case .bytes: text += "null"
        case .array:
            text += "["
            for (index, item) in value.items.enumerated() {
                if index > 0 { text += "," }
                write(item, to: &text)
            }
            text += "]"
        case .object:
            text += "{"
            for (index, member) in value.members.enumerated() {
                if index > 0 { text += "," }
                quote(member.key, to: &text)
                text += ":"
                write(member.value, to: &text)
            }
            text += "}"
        }
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
