/// A version, `1.2.3` or `1.2.3-beta.1+build`, as Semantic Versioning has it; missing parts are zero.
package struct SemanticVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var major: Int
    package var minor: Int
    package var patch: Int
    /// The identifiers behind the hyphen: a version that has some comes before the one without.
    package var prerelease: [String]

    package init(_ major: Int, _ minor: Int, _ patch: Int, prerelease: [String] = []) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
    }

    /// Reads a version; `nil` where the text is none.
    package init?(_ text: String) {
        guard let parsed = Self.parse(text[...]) else { return nil }
        self = parsed.version
    }

    /// A version, and how many of its three numbers were written.
    static func parse(_ text: Substring) -> (version: SemanticVersion, parts: Int)? {
        let pieces = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard let named = pieces.first, pieces.count < 2 || identifiers(pieces[1]) != nil else { return nil }
        let halves = named.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = halves[0].split(separator: ".", omittingEmptySubsequences: false).map { number($0) }
        guard (1...3).contains(numbers.count), let major = numbers[0] else { return nil }
        guard numbers.allSatisfy({ $0 != nil }) else { return nil }
        var prerelease: [String] = []
        if halves.count == 2 {
            guard let named = identifiers(halves[1]) else { return nil }
            prerelease = named
        }
        let minor = numbers.count > 1 ? numbers[1] ?? 0 : 0
        let patch = numbers.count > 2 ? numbers[2] ?? 0 : 0
        return (SemanticVersion(major, minor, patch, prerelease: prerelease), numbers.count)
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func identifiers(_ text: Substring) -> [String]? {
        let names = text.split(separator: ".", omittingEmptySubsequences: false)
        let isGood = names.allSatisfy { name in
            !name.isEmpty
                && name.utf8.allSatisfy { byte in
                    switch byte {
                    case 48...57, 65...90, 97...122, 45: true
                    default: false
                    }
                }
        }
        return isGood ? names.map { String($0) } : nil
    }

    package static func < (left: Self, right: Self) -> Bool {
        let numbers = (left.major, left.minor, left.patch)
        let others = (right.major, right.minor, right.patch)
        if numbers != others { return numbers < others }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        for (mine, other) in zip(left.prerelease, right.prerelease) where mine != other {
            switch (number(mine[...]), number(other[...])) {
            case (let mine?, let other?): return mine < other
            case (nil, nil): return mine.utf8.lexicographicallyPrecedes(other.utf8)
            case (let mine, _): return mine != nil
            }
        }
        return left.prerelease.count < right.prerelease.count
    }

    package var description: String {
        "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
    }
}

/// A range of versions, `">=1.2 <2"`: all conditions must hold. Also `^1.2` (compatible), `~1.2` (same minor), `=1.2.3`
/// and `*`; a bare version means `^`.
package struct VersionRange: Sendable, Hashable, CustomStringConvertible {
    /// As written.
    package let text: String
    private let bounds: [Bound]

    private struct Bound: Sendable, Hashable {
        enum Relation: Sendable { case less, atMost, equal, atLeast, greater }
        var relation: Relation
        var version: SemanticVersion
    }

    /// Reads a range; `nil` where the text is none.
    package init?(_ text: String) {
        let words = Self.words(of: text)
        guard !words.isEmpty else { return nil }
        var bounds: [Bound] = []
        for word in words where word != "*" {
            guard let parsed = Self.parse(word) else { return nil }
            bounds += parsed
        }
        self.text = text
        self.bounds = bounds
    }

    /// Whether a version is in the range.
    package func contains(_ version: SemanticVersion) -> Bool {
        bounds.allSatisfy { bound in
            switch bound.relation {
            case .less: version < bound.version
            case .atMost: version <= bound.version
            case .equal: version == bound.version
            case .atLeast: version >= bound.version
            case .greater: version > bound.version
            }
        }
    }

    package var description: String { text }

    private static let signs = [">=", "<=", ">", "<", "=", "^", "~"]

    /// Splits at spaces and commas; a sign may stand apart from its version.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
            if let last = words.last, signs.contains(last) {
                words[words.count - 1] = last + word
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    private static func parse(_ word: String) -> [Bound]? {
        let sign = signs.first { word.hasPrefix($0) } ?? "^"
        let rest = word.hasPrefix(sign) ? word.dropFirst(sign.count) : word[...]
        guard let (version, parts) = SemanticVersion.parse(rest) else { return nil }
        switch sign {
        case ">=": return [Bound(relation: .atLeast, version: version)]
        case "<=": return [Bound(relation: .atMost, version: version)]
        case ">": return [Bound(relation: .greater, version: version)]
        case "<": return [below(version)]
        case "=": return [Bound(relation: .equal, version: version)]
        case "~": return between(version, and: parts == 1 ? majorAfter(version) : minorAfter(version))
        default: return between(version, and: breaking(version, parts: parts))
        }
    }

    private static func between(_ low: SemanticVersion, and high: SemanticVersion) -> [Bound] {
        [Bound(relation: .atLeast, version: low), below(high)]
    }

    /// A prerelease of the upper version is no more compatible than that version itself.
    private static func below(_ version: SemanticVersion) -> Bound {
        let first = version.prerelease.isEmpty ? ["0"] : version.prerelease
        let limit = SemanticVersion(version.major, version.minor, version.patch, prerelease: first)
        return Bound(relation: .less, version: limit)
    }

    /// The first version that may break what `version` promises: with a zero in front the next number counts.
    private static func breaking(_ version: SemanticVersion, parts: Int) -> SemanticVersion {
        if version.major > 0 || parts == 1 { return majorAfter(version) }
        if version.minor > 0 || parts == 2 { return minorAfter(version) }
        return SemanticVersion(0, 0, version.patch + 1)
    }

    private static func majorAfter(_ version: SemanticVersion) -> SemanticVersion {
        SemanticVersion(version.major + 1, 0, 0)
    }

    private static func minorAfter(_ version: SemanticVersion) -> SemanticVersion {
        SemanticVersion(version.major, version.minor + 1, 0)
    }
}
