import PregelManifest
import PregelValues

/// Looks for the smallest parts of two values that differ.
struct RecordComparison {
    private(set) var differences: [RecordDifference] = []

    /// Longer lists than this are compared item by item: aligning them takes the product of their lengths.
    private static let longest = 1_000

    mutating func compare(_ expected: Value?, _ got: Value?, at pointer: String) {
        guard let expected, let got else {
            differences.append(RecordDifference(pointer: pointer, expected: expected, got: got))
            return
        }
        guard !Self.agree(expected, got) else { return }
        switch (expected.kind, got.kind) {
        case (.object, .object) where !ValueMatch.isForm(expected): compareMembers(expected, got, at: pointer)
        case (.array, .array): compareItems(Array(expected.items), Array(got.items), at: pointer)
        default: differences.append(RecordDifference(pointer: pointer, expected: expected, got: got))
        }
    }

    /// A token of a JSON pointer.
    static func token(_ key: String) -> String { String(JSONPointer([key]).description.dropFirst()) }

    /// Whether a value is as it is expected; numbers by value, forms by what they ask for.
    static func agree(_ expected: Value, _ got: Value) -> Bool {
        if ValueMatch.isForm(expected) { return ValueMatch(expected)?.accepts(got) ?? false }
        switch (expected.kind, got.kind) {
        case (.object, .object):
            return expected.count == got.count
                && expected.members.allSatisfy { key, value in got[key].map { agree(value, $0) } ?? false }
        case (.array, .array): return expected.count == got.count && zip(expected.items, got.items).allSatisfy(agree)
        default: return expected == got
        }
    }

    private mutating func compareMembers(_ expected: Value, _ got: Value, at pointer: String) {
        for (key, value) in expected.members { compare(value, got[key], at: pointer + "/" + Self.token(key)) }
        for (key, value) in got.members where expected[key] == nil {
            compare(nil, value, at: pointer + "/" + Self.token(key))
        }
    }

    // MARK: Lists

    /// Items that agree or are of one form stay together; of those between them each is compared with its counterpart, and
    /// what is left over is missing, or was not expected.
    private mutating func compareItems(_ expected: [Value], _ got: [Value], at pointer: String) {
        var from = (expected: 0, got: 0)
        let ends = (expected.count, got.count)
        for pair in Self.pairs(expected, got) + [ends] {
            let count = max(pair.0 - from.expected, pair.1 - from.got)
            for offset in 0..<count {
                let (mine, its) = (from.expected + offset, from.got + offset)
                compare(
                    Self.item(expected, mine, before: pair.0), Self.item(got, its, before: pair.1),
                    at: "\(pointer)/\(min(mine, pair.0))")
            }
            if pair != ends { compare(expected[pair.0], got[pair.1], at: "\(pointer)/\(pair.0)") }
            from = (pair.0 + 1, pair.1 + 1)
        }
    }

    /// An item, unless it is behind those that are compared. A `nil` would be a null here.
    private static func item(_ items: [Value], _ index: Int, before end: Int) -> Value? {
        guard index < end else { return nil }
        return items[index]
    }

    /// The pairs of places by which two lists have most in common: items that agree, then those of one form. None where
    /// the lists are as long as each other, for then each item has its counterpart.
    private static func pairs(_ expected: [Value], _ got: [Value]) -> [(Int, Int)] {
        guard expected.count != got.count, max(expected.count, got.count) <= longest else { return [] }
        let width = got.count + 1
        // However many items are alike, one that agrees counts for more.
        let most = min(expected.count, got.count) + 1
        var sums = [Int](repeating: 0, count: (expected.count + 1) * width)
        var gains = sums
        for i in expected.indices.reversed() {
            for j in got.indices.reversed() {
                let gain = agree(expected[i], got[j]) ? most : isAlike(expected[i], got[j], depth: 2) ? 1 : 0
                gains[i * width + j] = gain
                sums[i * width + j] = max(
                    gain > 0 ? sums[(i + 1) * width + j + 1] + gain : 0, sums[(i + 1) * width + j],
                    sums[i * width + j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < expected.count, j < got.count {
            let (sum, gain) = (sums[i * width + j], gains[i * width + j])
            if gain > 0, sum == sums[(i + 1) * width + j + 1] + gain {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if sum == sums[(i + 1) * width + j] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    /// Whether two objects have the same keys, and so their members: the entry of a stream for the same node, say.
    private static func isAlike(_ expected: Value, _ got: Value, depth: Int) -> Bool {
        guard expected.kind == .object, got.kind == .object, expected.count == got.count else { return false }
        return expected.members.allSatisfy { key, value in
            guard let other = got[key] else { return false }
            return depth == 1 || value.kind != .object || ValueMatch.isForm(value)
                || isAlike(value, other, depth: depth - 1)
        }
    }
}
