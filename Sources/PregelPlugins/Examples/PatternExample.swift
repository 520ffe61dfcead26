/// A text that a simple regular expression matches: characters, classes, groups and repetitions. What is not simple gives
/// none, or a wrong one, which whoever uses it finds out.
struct PatternExample {
    private var rest: Substring.UnicodeScalarView

    static func text(matching pattern: String) -> String? {
        var reader = PatternExample(rest: Substring(pattern).unicodeScalars)
        guard let text = reader.alternatives(), reader.rest.isEmpty else { return nil }
        return text
    }

    /// The text of the first alternative; the others are read over.
    private mutating func alternatives() -> String? {
        guard let first = sequence() else { return nil }
        while rest.first == "|" {
            rest.removeFirst()
            guard sequence() != nil else { return nil }
        }
        return first
    }

    private mutating func sequence() -> String? {
        var text = ""
        while let next = rest.first, next != "|", next != ")" {
            guard let atom = atom(next), let count = repetitions() else { return nil }
            for _ in 0..<count { text += atom }
        }
        return text
    }

    private mutating func atom(_ first: Unicode.Scalar) -> String? {
        rest.removeFirst()
        switch first {
        case "^", "$": return ""
        case ".": return "a"
        case "(":
            if rest.first == "?" {
                rest.removeFirst()
                guard rest.popFirst() == ":" else { return nil }
            }
            guard let inner = alternatives(), rest.popFirst() == ")" else { return nil }
            return inner
        case "[": return set()
        case "\\": return rest.popFirst().flatMap(escaped)
        case "*", "+", "?", "{": return nil
        default: return String(first)
        }
    }

    private func escaped(_ letter: Unicode.Scalar) -> String? {
        switch letter {
        case "d": "0"
        case "w": "a"
        case "s": " "
        case "D", "S": "a"
        case "W": "-"
        case "t": "\t"
        case "n": "\n"
        case "b", "B", "p", "P", "c", "u", "x", "0"..."9": nil
        default: String(letter)
        }
    }

    /// A member of a set; of one that excludes, a character that is likely not excluded.
    private mutating func set() -> String? {
        let excludes = rest.first == "^"
        if excludes { rest.removeFirst() }
        var members: [String] = []
        while let next = rest.popFirst(), next != "]" || members.isEmpty {
            if next == "]" { return nil }
            guard let member = next == "\\" ? rest.popFirst().flatMap(escaped) : String(next) else { return nil }
            members.append(member)
        }
        guard excludes else { return members.first }
        return ["a", "0", "_", "x"].first { !members.contains($0) }
    }

    /// How often the atom before stands: as seldom as may be, but once where that is allowed.
    private mutating func repetitions() -> Int? {
        var count = 1
        switch rest.first {
        case "*", "+", "?": rest.removeFirst()
        case "{":
            rest.removeFirst()
            guard let end = rest.firstIndex(of: "}") else { return nil }
            let bounds = rest[..<end].split(separator: ",", omittingEmptySubsequences: false).map { Int(String($0)) }
            guard let least = bounds.first ?? nil, least <= 256 else { return nil }
            count = bounds.count > 1 ? max(least, min(1, (bounds.last ?? nil) ?? 1)) : least
            rest = rest[rest.index(after: end)...]
        default: return 1
        }
        if rest.first == "?" { rest.removeFirst() }
        return count
    }
}
