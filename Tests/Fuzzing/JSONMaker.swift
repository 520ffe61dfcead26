import TestRandom

/// Makes JSON, and what nearly is JSON: from words alone, or by changing sound texts.
struct JSONMaker: Sendable {
    let corpus: Corpus

    func make(_ chance: inout Chance) -> [UInt8] {
        var text = chance.oneIn(6) ? value(&chance, depth: 5) : chance.pick(corpus.texts)
        for _ in 0..<chance.count(12) {
            if chance.below(3) > 0 { exchange(&text, &chance) } else { Bytes.change(&text, &chance) }
        }
        if chance.oneIn(12) { Bytes.splice(&text, chance.pick(corpus.texts), &chance) }
        if chance.oneIn(25) { exchange(&text, with: extreme(&chance), &chance) }
        return text
    }

    /// Puts something else in the place of one of a text's values.
    private func exchange(_ text: inout [UInt8], _ chance: inout Chance) {
        if chance.oneIn(3) { return exchange(&text, with: value(&chance, depth: 2), &chance) }
        let other = chance.pick(corpus.texts)
        let parts = JSONParts.all(of: other)
        guard !parts.isEmpty else { return }
        exchange(&text, with: Array(other[chance.pick(parts).value]), &chance)
    }

    private func exchange(_ text: inout [UInt8], with new: [UInt8], _ chance: inout Chance) {
        let parts = JSONParts.all(of: text)
        guard !parts.isEmpty, text.count + new.count < 1 << 18 else { return }
        let part = chance.pick(parts)
        switch chance.below(6) {
        case 0 where !part.key.isEmpty: text.replaceSubrange(part.key, with: chance.pick(corpus.words).utf8)
        case 1 where !part.key.isEmpty:
            // Another member, at times of the same name.
            let key = chance.oneIn(3) ? Array(text[part.key]) : Array(chance.pick(corpus.words).utf8)
            text.insert(contentsOf: key + Array(": ".utf8) + new + Array(", ".utf8), at: part.key.lowerBound)
        case 2 where part.key.isEmpty && part.value.lowerBound > 0:
            text.insert(contentsOf: new + Array(", ".utf8), at: part.value.lowerBound)
        default: text.replaceSubrange(part.value, with: new)
        }
    }

    // MARK: From words

    func value(_ chance: inout Chance, depth: Int) -> [UInt8] {
        var text: [UInt8] = []
        write(&text, &chance, depth)
        return text
    }

    private func write(_ text: inout [UInt8], _ chance: inout Chance, _ depth: Int) {
        switch chance.below(depth > 0 ? 10 : 6) {
        case 0: text += chance.pick(["null", "true", "false"]).utf8
        case 1, 2: text += Self.number(&chance).utf8
        case 3...5: text += chance.pick(corpus.words).utf8
        case 6, 7:
            text += "[".utf8
            for index in 0..<chance.below(5) {
                if index > 0 { text += ", ".utf8 }
                write(&text, &chance, depth - 1)
            }
            text += "]".utf8
        default:
            text += "{".utf8
            for index in 0..<chance.below(6) {
                if index > 0 { text += ", ".utf8 }
                text += chance.pick(corpus.words).utf8
                text += ": ".utf8
                write(&text, &chance, depth - 1)
            }
            text += "}".utf8
        }
    }

    private static let numbers = [
        "0", "-0", "1", "-1", "2", "3", "10", "255", "256", "65536", "2147483647", "2147483648", "4294967295",
        "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "18446744073709551615", "18446744073709551616", "1e3", "1e18", "1e19", "1e300", "1e308",
        "1e309", "-1e400", "1e-400", "0.1", "0.5", "1.0", "-0.0", "5e-324", "2.2250738585072014e-308",
        "1.7976931348623157e308", "123456789012345678901234567890", "0.30000000000000004", "1E+2", "1e99999999999",
    ]

    static func number(_ chance: inout Chance) -> String {
        chance.oneIn(4) ? "\(Int(truncatingIfNeeded: chance.next()))" : chance.pick(numbers)
    }

    // MARK: More than anyone writes

    private func extreme(_ chance: inout Chance) -> [UInt8] {
        let count = chance.pick([10, 100, 513, 1000, chance.oneIn(20) ? 20_000 : 2000])
        let word = chance.pick(corpus.words)
        switch chance.below(9) {
        case 0: return nested("[", chance.pick(["", "1"]), "]", count)
        case 1: return nested("{\(word): ", "1", "}", count)
        case 2: return nested("[{\(word): ", word, "}]", count / 2)
        case 3: return list("{", Array(repeating: "\(word): 1", count: count), "}")
        case 4: return list("{", (0..<count).map { "\"k\($0)\": \($0)" }, "}")
        case 5: return list("[", Array(repeating: word, count: count), "]")
        case 6:
            return Array(
                ("\"" + String(repeating: chance.pick(["a", "\\u00e9", "é", "\\\\", "💩", "a.", "/"]), count: count)
                    + "\"").utf8)
        case 7: return Array((String(repeating: "9", count: count) + chance.pick(["", ".5", "e5", "e-5"])).utf8)
        default:
            // Words that are long and nearly the same.
            let stem = String(repeating: "n", count: min(count, 60))
            return list("{", (0..<100).map { "\"\(stem)\($0)\": \(word)" }, "}")
        }
    }

    private func nested(_ open: String, _ inner: String, _ close: String, _ count: Int) -> [UInt8] {
        Array((String(repeating: open, count: count) + inner + String(repeating: close, count: count)).utf8)
    }

    private func list(_ open: String, _ parts: [String], _ close: String) -> [UInt8] {
        Array((open + parts.joined(separator: ", ") + close).utf8)
    }
}
