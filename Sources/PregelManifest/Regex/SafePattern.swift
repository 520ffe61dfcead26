/// A regular expression as JSON Schema's `pattern` has it (ECMAScript's), that takes time linear in the text.
///
/// A backtracking engine can be brought to a standstill with a pattern of ten characters; this one follows all
/// alternatives at once. What needs backtracking (references to groups) is refused.
struct SafePattern: Sendable {
    /// Why a pattern is refused.
    struct Fault: Error, Sendable, Hashable {
        let message: String
    }

    /// Repetitions are written out: `(a{100}){100}` is as long as it says.
    static let longestProgram = 10_000
    /// Each look around takes memory as long as the text.
    static let mostLooks = 50

    let program: [Instruction]
    /// What stands in `(?=…)` and its like; inner ones come before outer ones.
    let looks: [Look]

    /// A pattern that is held against the text before or behind a position.
    struct Look: Sendable {
        let program: [Instruction]
        let isAhead: Bool
    }

    enum Instruction: Sendable {
        case scalar(ScalarSet)
        case split(Int, Int)
        case jump(Int)
        case start, end
        case wordBoundary(Bool)
        /// A look by its index, and whether it must not hold.
        case look(Int, Bool)
        case match
    }

    init(_ pattern: String) throws(Fault) {
        var parser = PatternParser(pattern)
        let tree = try parser.parse()
        if let fault = parser.unsupported { throw fault }
        var compiler = PatternCompiler()
        try compiler.emit(tree)
        program = compiler.program + [.match]
        looks = compiler.looks
    }

    /// Whether a text is a regular expression, be it one that can be matched here or not.
    static func isWellFormed(_ pattern: String) -> Bool {
        var parser = PatternParser(pattern)
        return (try? parser.parse()) != nil
    }

    /// Whether the pattern matches somewhere in `text`.
    func matches(_ text: String) -> Bool {
        PatternSearch(text, looks: looks).matches(program)
    }
}
