import PregelValues

/// Values as text, as JsonLogic has it from JavaScript.
enum Text {
    /// Null is empty, lists are joined by commas, whole doubles have no fraction.
    static func of(_ value: Value) throws(EvaluationError) -> String {
        switch value.kind {
        case .null: return ""
        case .string: return value.string ?? ""
        case .array:
            var parts: [String] = []
            for item in value.items { parts.append(try of(item)) }
            return parts.joined(separator: ",")
        case .double:
            let double = value.double ?? 0
            if double == double.rounded(), abs(double) < 1e15 { return String(Int(double)) }
            return value.json()
        case .bool, .int: return value.json()
        case .object, .bytes: throw EvaluationError(message: "an object has no text, and cannot be joined to one")
        }
    }

    /// Whether a text holds another one, by scalars: "e" is in "e" with an accent that combines.
    static func contains(_ text: String, _ part: String) -> Bool {
        let (text, part) = (Array(text.utf8), Array(part.utf8))
        guard part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
    }

    /// `substr`: a start and a length, each counted from the end where it is below zero.
    static func part(_ values: [Value]) throws(EvaluationError) -> String {
        let text = Array(try of(values[0]).unicodeScalars)
        guard let start = values[1].int else {
            throw EvaluationError(message: "\"substr\" takes a whole number as its start")
        }
        let begin = start < 0 ? max(0, text.count + max(start, -text.count)) : min(start, text.count)
        var rest = text[begin...]
        if values.count > 2, !values[2].isNull {
            guard let length = values[2].int else {
                throw EvaluationError(message: "\"substr\" takes a whole number as its length")
            }
            rest = length >= 0 ? rest.prefix(length) : rest.dropLast(length == Int.min ? Int.max : -length)
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: rest)
        return String(scalars)
    }
}
