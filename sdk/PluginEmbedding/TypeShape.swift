/// The form of a type, as its source writes it.
enum TypeShape {
    case optional([Token])
    case list([Token])
    /// A dictionary with texts as keys.
    case map([Token])
    case named([String])

    /// `nil` where the form is another one.
    init?(_ tokens: [Token]) {
        guard let first = tokens.first, let last = tokens.last else { return nil }
        if last.kind == .sign, last.text == "?" || last.text == "!" {
            self = .optional(Array(tokens.dropLast()))
        } else if first.is("["), last.is("]") {
            let inner = Array(tokens.dropFirst().dropLast())
            guard let colon = TypeShape.colon(in: inner) else {
                self = .list(inner)
                return
            }
            guard colon == 1, inner[0].is("String") else { return nil }
            self = .map(Array(inner[2...]))
        } else if last.is(">"), tokens.count > 3, tokens[1].is("<") {
            let inner = Array(tokens[2..<tokens.count - 1])
            switch first.text {
            case "Optional": self = .optional(inner)
            case "Array": self = .list(inner)
            case "Dictionary" where inner.count > 2 && inner[0].is("String") && inner[1].is(","):
                self = .map(Array(inner[2...]))
            default: return nil
            }
        } else {
            let names = tokens.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
            let dots = tokens.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
            guard names.allSatisfy({ $0.kind == .word }), dots.allSatisfy({ $0.is(".") }) else { return nil }
            self = .named(names.map(\.text))
        }
    }

    /// The place of the colon that is in no inner bracket.
    private static func colon(in tokens: [Token]) -> Int? {
        var depth = 0
        for (place, token) in tokens.enumerated() {
            if token.is("[") { depth += 1 }
            if token.is("]") { depth -= 1 }
            if depth == 0, token.is(":") { return place }
        }
        return nil
    }
}
