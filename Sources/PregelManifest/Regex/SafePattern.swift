/// A regular expression as JSON Schema's `pattern` has it (ECMAScript's), that takes time linear in the text.
///
/// A backtracking engine can be brought to a standstill with a pattern of ten characters; this one follows all
/// alternatives at once. What needs backtracking (look-around, references to groups) is refused.
struct SafePattern: Sendable {
    /// Why a pattern is refused.
    struct Fault: Error, Sendable, Hashable {
        let message: String
    }

    /// Repetitions are written out: `(a{100}){100}` is as long as it says.
    static let longestProgram = 10_000

    let program: [Instruction]

    enum Instruction: Sendable {
        case scalar(ScalarSet)
        case split(Int, Int)
        case jump(Int)
        case start, end
        case wordBoundary(Bool)
        case match
    }

    init(_ pattern: String) throws(Fault) {
        var parser = PatternParser(pattern)
        let tree = try parser.parse()
        var compiler = PatternCompiler()
        try compiler.emit(tree)
        program = compiler.program + [.match]
    }

    /// Whether the pattern matches somewhere in `text`.
    func matches(_ text: String) -> Bool {
        var search = PatternSearch(program: program)
        return search.run(text.unicodeScalars)
    }
}

/// A set of scalars: `[a-z]`, `\d`, `.`.
struct ScalarSet: Sendable {
    enum Part: Sendable {
        case range(ClosedRange<UInt32>)
        /// A general category by its first letter, or both: `L`, `Lu`.
        case category(String)
        case not(ScalarSet)
    }

    var parts: [Part] = []
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isIn = parts.contains { part in
            switch part {
            case .range(let range): range.contains(scalar.value)
            case .category(let name): scalar.properties.generalCategory.abbreviation.hasPrefix(name)
            case .not(let set): !set.contains(scalar)
            }
        }
        return isIn != isNegated
    }

    init(_ ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
        parts = ranges.map { .range($0) }
        self.isNegated = isNegated
    }

    static let digits = ScalarSet([48...57])
    static let wordCharacters = ScalarSet([48...57, 65...90, 95...95, 97...122])
    static let spaces = ScalarSet([
        9...13, 32...32, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
    static let anyButLineBreak = ScalarSet([10...10, 13...13, 0x2028...0x2029], isNegated: true)

    var negated: ScalarSet {
        var copy = self
        copy.isNegated.toggle()
        return copy
    }
}

extension Unicode.GeneralCategory {
    /// The two letters that regular expressions use.
    var abbreviation: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
