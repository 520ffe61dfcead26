/// A piece of Swift source, as far as finding declarations needs it.
struct Token: Equatable {
    enum Kind: Equatable {
        /// A name or a keyword; of a name in backticks what stands in them.
        case word
        case number
        /// A text without anything computed in it: `text` is its value.
        case string
        /// A text, regular expression or the like whose value is not known.
        case opaque
        /// A run of operator characters, or one bracket, comma, colon, semicolon or at sign.
        case sign
        /// `#if` and the like.
        case directive
    }

    var kind: Kind
    var text: String
    /// Whether it is the first one on its line.
    var startsLine: Bool

    func `is`(_ text: String) -> Bool { self.text == text && (kind == .word || kind == .sign) }
}
