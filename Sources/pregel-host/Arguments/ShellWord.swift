/// A word as a shell takes it, for commands to copy.
enum ShellWord {
    /// The word itself where no sign in it means anything to a shell, else in quotes.
    static func of(_ text: String) -> String {
        if !text.isEmpty, text.unicodeScalars.allSatisfy(isPlain) { return text }
        var word = "'"
        for scalar in text.unicodeScalars {
            // Nothing is special within quotes but the quote itself, which stands between two quoted parts.
            if scalar == "'" { word += "'\\''" } else { word.unicodeScalars.append(scalar) }
        }
        return word + "'"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/", ",", ":", "=", "@", "+": true
        default: false
        }
    }
}
