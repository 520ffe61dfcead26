import PregelValues

/// Values as text, as JsonLogic has it from JavaScript.
enum Text {
    /// How deep lists may be nested in what becomes text: this recurses, and an expression can nest without end.
    private static let maxDepth = 512

    /// Null is empty, lists are joined by commas, whole doubles have no fraction.
    static func of(_ value: Value, depth: Int = 0) throws(EvaluationError) -> String {
        switch value.kind {
        case .null: return ""
        case .string: return value.string ?? ""
        case .array:
            var parts: [String] = []
            guard depth < maxDepth else {
                throw EvaluationError(message: "lists are nested more than \(maxDepth) deep")
            }
            try check(Array(value.items))
            var size = 0
            for item in value.items {
                let part = try of(item, depth: depth + 1)
                size += part.utf8.count + 1
                try check(size: size)
                parts.append(part)
            }
            return parts.joined(separator: ",")
        case .bool, .int, .double: return value.nameText
        case .object: throw EvaluationError(message: "an object has no text")
        case .bytes: throw EvaluationError(message: "bytes have no text")
        }
    }

    /// Refuses strings that are too large together, before any is copied.
    static func check(_ values: [Value]) throws(EvaluationError) {
        try check(size: values.reduce(0) { $0 + ($1.kind == .string ? $1.count : 0) })
    }

    /// Refuses what takes more memory than a value may: an expression in a loop doubles what it is given with each round.
    static func check(size: Int) throws(EvaluationError) {
        guard size <= Value.copyLimit else {
            throw EvaluationError(message: "it would take more than \(Value.copyLimit >> 20) MiB")
        }
    }

    /// Whether a string holds another one, byte for byte, in time that is linear (Knuth, Morris and Pratt).
    static func contains(_ whole: Value, _ part: Value) -> Bool {
        whole.withBytes { text in
            part.withBytes { pattern in
                guard pattern.count > 0 else { return true }
                guard pattern.count <= text.count else { return false }
                let borders = borders(of: pattern)
                var matched = 0
                for byte in text {
                    while matched > 0, pattern[matched] != byte { matched = borders[matched - 1] }
                    if pattern[matched] == byte { matched += 1 }
                    if matched == pattern.count { return true }
                }
                return false
            }
        }
    }

    /// For each beginning of a pattern, the length of the longest shorter one that it ends with.
    private static func borders(of pattern: UnsafeRawBufferPointer) -> [Int] {
        var borders = [0]
        borders.reserveCapacity(pattern.count)
        for place in 1..<pattern.count {
            var length = borders[place - 1]
            while length > 0, pattern[length] != pattern[place] { length = borders[length - 1] }
            borders.append(pattern[length] == pattern[place] ? length + 1 : 0)
        }
        return borders
    }

    /// `substr`: a start and a length, each counted from the end where it is below zero.
    static func part(_ values: [Value]) throws(EvaluationError) -> String {
        let text = Array(try of(values[0]).unicodeScalars)
        guard let start = whole(values[1]) else {
            throw EvaluationError(message: "the start is no whole number")
        }
        let begin = start < 0 ? max(0, text.count + max(start, -text.count)) : min(start, text.count)
        var rest = text[begin...]
        if values.count > 2, !values[2].isNull {
            guard let length = whole(values[2]) else {
                throw EvaluationError(message: "the length is no whole number")
            }
            rest = length >= 0 ? rest.prefix(length) : rest.dropLast(length == Int.min ? Int.max : -length)
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: rest)
        return String(scalars)
    }

    /// A whole number, however it is written: 1.0 is 1.
    private static func whole(_ value: Value) -> Int? { value.int ?? value.double.flatMap { Int(exactly: $0) } }
}
