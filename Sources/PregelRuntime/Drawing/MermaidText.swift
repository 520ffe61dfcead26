/// Texts in Mermaid's language.
///
/// A label in quotes is read by Mermaid's grammar, by its search for directives and styles, as Markdown (also links by
/// `www.`), and as HTML. What means anything to any of them is written as `#code;`, which is shown as it is.
enum MermaidText {
    /// The text of a label, without its quotes; a line break becomes one.
    static func escaped(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\n" {
                result += "<br/>"
            } else if isPlain(scalar) || isQuiet(index, in: scalars) {
                result.unicodeScalars.append(scalar)
            } else {
                result += "#\(scalar.value);"
            }
        }
        return result
    }

    /// Letters, digits and whatever else is no punctuation of ASCII's. The two signs that Mermaid keeps for itself, as
    /// the marks of an escape that it has read, are none.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ",": true
        case "\u{B6}", "\u{FB02}", "\u{85}", "\u{2028}", "\u{2029}": false
        default: scalar.value > 0x9F
        }
    }

    /// Signs that mean something at the edge of a word only, such as the underscores of `_emphasis_`.
    private static func isQuiet(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0, index + 1 < scalars.count else { return false }
        let (before, after) = (scalars[index - 1], scalars[index + 1])
        switch scalars[index] {
        case " ": return before != " " && before != "\n" && after != "\n"
        case "-", "_", "/": return isWord(before) && isWord(after)
        case ".": return isWord(before) && isWord(after) && !isWorldWideWeb(scalars[..<index])
        default: return false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }

    private static func isWorldWideWeb(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        scalars.count >= 3 && scalars.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
    }
}
