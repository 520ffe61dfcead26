import PregelDiagnostics

/// A regular expression as a tree.
indirect enum PatternTree: Sendable {
    case empty
    case set(ScalarSet)
    case sequence([PatternTree])
    case choice([PatternTree])
    /// `most` is `nil` for "any number".
    case repetition(PatternTree, least: Int, most: Int?)
    case start, end
    case wordBoundary(Bool)
    case look(PatternTree, isAhead: Bool, isNegated: Bool)
}

/// Reads ECMAScript's syntax.
///
/// What is well-formed but cannot be matched (it would need backtracking, or tables that are not at hand) is read too:
/// `unsupported` tells the first of it, and the tree stands for nothing then.
struct PatternParser {
    private(set) var unsupported: SafePattern.Fault?

    private let text: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    private static let deepest = 100
    private static let highestCount = 1000

    init(_ pattern: String) { text = Array(pattern.unicodeScalars) }

    mutating func parse() throws(SafePattern.Fault) -> PatternTree {
        let tree = try choice()
        guard position == text.count else { throw fault("a \")\" closes no group") }
        return tree
    }

    private func fault(_ message: String) -> SafePattern.Fault {
        SafePattern.Fault(message: "\(message), at character \(position + 1)")
    }

    private mutating func refuse(_ message: String, from start: Int) {
        let place = "at character \(start + 1)"
        if unsupported == nil { unsupported = SafePattern.Fault(message: "\(message), \(place)") }
    }

    private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        guard text[position...].starts(with: scalars) else { return false }
        position += scalars.count
        return true
    }

    private mutating func choice() throws(SafePattern.Fault) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw fault("groups are nested too deep") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(SafePattern.Fault) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let atom = try atom()
            parts.append(try repeated(atom))
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func repeated(_ atom: PatternTree) throws(SafePattern.Fault) -> PatternTree {
        let start = position
        guard let (least, most) = try quantifier() else { return atom }
        switch atom {
        case .start, .end, .wordBoundary:
            position = start
            throw fault("nothing to repeat")
        default: break
        }
        // Lazy or greedy: whether the text matches is the same.
        _ = take("?")
        if try quantifier() != nil { throw fault("a repetition cannot be repeated") }
        return .repetition(atom, least: least, most: most)
    }

    private mutating func quantifier() throws(SafePattern.Fault) -> (least: Int, most: Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let start = position
        guard take("{"), let least = count() else {
            position = start
            return nil
        }
        var most: Int? = least
        if take(",") { most = count() }
        guard take("}") else {
            position = start
            return nil
        }
        if let most, most < least { throw fault("a repetition's bounds are out of order") }
        guard max(least, most ?? 0) <= Self.highestCount else {
            throw fault("more than \(Self.highestCount) repetitions")
        }
        return (least, most)
    }

    private mutating func count() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar), digits.utf8.count < 9 {
            digits.unicodeScalars.append(scalar)
            position += 1
        }
        return Int(digits)
    }

    private mutating func atom() throws(SafePattern.Fault) -> PatternTree {
        let scalar = text[position]
        switch scalar {
        case "^":
            position += 1
            return .start
        case "$":
            position += 1
            return .end
        case ".":
            position += 1
            return .set(.anyButLineBreak)
        case "(": return try group()
        case "[": return .set(try bracket())
        case "*", "+", "?": throw fault("nothing to repeat")
        case "\\":
            if take("\\b") { return .wordBoundary(true) }
            if take("\\B") { return .wordBoundary(false) }
            return try isReference() ? .empty : .set(escape())
        default:
            position += 1
            return .set(ScalarSet([scalar.value...scalar.value]))
        }
    }

    private mutating func group() throws(SafePattern.Fault) -> PatternTree {
        let start = position
        position += 1
        let look = look()
        if look == nil, take("?<") {
            _ = try groupName()
        } else if look == nil, next == "?", !take("?:") {
            throw fault("an unknown kind of group")
        }
        let tree = try choice()
        guard take(")") else {
            position = start
            throw fault("the group does not end")
        }
        return look.map { .look(tree, isAhead: $0.isAhead, isNegated: $0.isNegated) } ?? tree
    }

    private mutating func look() -> (isAhead: Bool, isNegated: Bool)? {
        if take("?=") { return (true, false) }
        if take("?!") { return (true, true) }
        if take("?<=") { return (false, false) }
        return take("?<!") ? (false, true) : nil
    }

    private mutating func groupName() throws(SafePattern.Fault) -> String {
        var name = String.UnicodeScalarView()
        while let scalar = next, scalar != ">", scalar != ")" {
            name.append(scalar)
            position += 1
        }
        guard take(">"), let first = name.first, !("0"..."9").contains(first) else {
            throw fault("a group's name does not end, or is none")
        }
        return String(name)
    }

    /// Takes a reference to a group: `\1`, `\k<name>`.
    private mutating func isReference() throws(SafePattern.Fault) -> Bool {
        guard position + 1 < text.count else { return false }
        switch text[position + 1] {
        case "1"..."9":
            refuse("references to groups are not supported", from: position)
            position += 1
            while let scalar = next, ("0"..."9").contains(scalar) { position += 1 }
            return true
        case "k":
            refuse("references to groups are not supported", from: position)
            position += 2
            guard take("<") else { throw fault("the name of a group is missing") }
            _ = try groupName()
            return true
        default: return false
        }
    }

    private mutating func bracket() throws(SafePattern.Fault) -> ScalarSet {
        let start = position
        position += 1
        var set = ScalarSet(isNegated: take("^"))
        while let scalar = next, scalar != "]" {
            let low = try bracketItem()
            guard next == "-", position + 1 < text.count, text[position + 1] != "]" else {
                set.parts += low.asParts
                continue
            }
            position += 1
            let high = try bracketItem()
            guard let from = low.single, let to = high.single else { throw fault("a range needs two characters") }
            guard from <= to else { throw fault("a range is out of order") }
            set.parts.append(.range(from...to))
        }
        guard take("]") else {
            position = start
            throw fault("the set does not end")
        }
        return set
    }

    private mutating func bracketItem() throws(SafePattern.Fault) -> ScalarSet {
        guard let scalar = next else { throw fault("the set does not end") }
        if take("\\b") { return ScalarSet([8...8]) }
        if scalar == "\\" { return try escape() }
        position += 1
        return ScalarSet([scalar.value...scalar.value])
    }

    private mutating func escape() throws(SafePattern.Fault) -> ScalarSet {
        position += 1
        guard let scalar = next else { throw fault("nothing follows the \"\\\"") }
        position += 1
        switch scalar {
        case "d": return .digits
        case "D": return .digits.negated
        case "w": return .wordCharacters
        case "W": return .wordCharacters.negated
        case "s": return .spaces
        case "S": return .spaces.negated
        case "t": return ScalarSet([9...9])
        case "n": return ScalarSet([10...10])
        case "v": return ScalarSet([11...11])
        case "f": return ScalarSet([12...12])
        case "r": return ScalarSet([13...13])
        case "0": return ScalarSet([0...0])
        case "c": return try control()
        case "x": return single(try hexadecimal(2))
        case "u": return try unicode()
        case "p": return try property()
        case "P": return try property().negated
        case "a"..."z", "A"..."Z":
            position -= 1
            throw fault("an unknown escape")
        default: return single(scalar.value)
        }
    }

    private func single(_ value: UInt32) -> ScalarSet { ScalarSet([value...value]) }

    private mutating func control() throws(SafePattern.Fault) -> ScalarSet {
        guard let scalar = next, scalar.isASCII, scalar.properties.isAlphabetic else {
            throw fault("\"\\c\" needs a letter")
        }
        position += 1
        return single(scalar.value & 31)
    }

    private mutating func hexadecimal(_ digits: Int) throws(SafePattern.Fault) -> UInt32 {
        let end = position + digits
        guard end <= text.count, text[position..<end].allSatisfy({ $0.isASCII && $0.properties.isASCIIHexDigit }) else {
            throw fault("\(digits) hexadecimal digits are missing")
        }
        let word = String(String.UnicodeScalarView(text[position..<end]))
        position = end
        return UInt32(word, radix: 16) ?? 0
    }

    private mutating func unicode() throws(SafePattern.Fault) -> ScalarSet {
        if take("{") {
            var word = String.UnicodeScalarView()
            while let scalar = next, scalar != "}" {
                word.append(scalar)
                position += 1
            }
            guard take("}"), let value = UInt32(String(word), radix: 16), value <= 0x10FFFF else {
                throw fault("no code point")
            }
            return single(value)
        }
        let first = try hexadecimal(4)
        guard (0xD800..<0xDC00).contains(first) else { return single(first) }
        let start = position
        guard take("\\u") else { return single(first) }
        let second = try hexadecimal(4)
        guard (0xDC00..<0xE000).contains(second) else {
            position = start
            return single(first)
        }
        return single(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    /// `\p{Lu}`, `\p{Letter}`, `\p{Alphabetic}`, `\p{Script=Greek}`.
    private mutating func property() throws(SafePattern.Fault) -> ScalarSet {
        guard take("{") else { throw fault("a category in braces is missing") }
        var word = String.UnicodeScalarView()
        while let scalar = next, scalar != "}" {
            word.append(scalar)
            position += 1
        }
        guard take("}") else { throw fault("a category's name does not end") }
        switch UnicodeProperty.find(String(word)) {
        case .known(let set): return set
        case .script:
            refuse("scripts are not supported, categories and properties are (\\p{L}, \\p{Alphabetic})", from: position)
            return ScalarSet()
        case .unknown: throw fault("an unknown category or property")
        }
    }
}

extension ScalarSet {
    /// The only scalar, where the set is a single one.
    fileprivate var single: UInt32? {
        guard !isNegated, parts.count == 1, case .range(let range) = parts[0] else { return nil }
        return range.lowerBound == range.upperBound ? range.lowerBound : nil
    }

    /// The parts of a set that stands inside another one.
    fileprivate var asParts: [Part] { isNegated ? [.not(negated)] : parts }
}
