import Glibc
import PregelDiagnostics
import PregelValues

/// A word where JSON is expected: most likely a text without its quotes, for a shell takes one pair of them away.
struct BareWord {
    private let text: String

    /// - Returns: `nil` for what is meant as JSON, and only has a fault in it.
    init?(_ text: String) {
        let first = text.unicodeScalars.first { $0 != " " && $0 != "\t" && $0 != "\n" }
        guard text.unicodeScalars.count <= 200, first != "{", first != "[", first != "\"" else { return nil }
        self.text = text
    }

    /// How to write it as the value of a channel.
    func setting(_ channel: String) -> String {
        "--set " + ShellWord.of("\(channel)=\(JSONText.line(Value(text)))")
    }

    /// How to write it as an input, as far as it shows what is meant: a file, a channel with its value, or a channel's
    /// value alone.
    func input(of channels: [String]) -> String? {
        if text.isEmpty { return "leave \(Option.input.spelling) out, or write \(Option.input.spelling) '{}'" }
        if access(text, R_OK) == 0 { return "write \(Option.input.spelling) \(ShellWord.of("@" + text))" }
        if let sign = text.firstIndex(of: "="), channels.contains(String(text[..<sign])) {
            return "write " + BareWord.assignment(text[..<sign], text[text.index(after: sign)...])
        }
        guard let channel = channels.first else { return nil }
        guard channels.count > 1 else { return "write \(setting(channel))" }
        return "write \(setting(channel)), or another one of \(Wording.list(channels))"
    }

    /// A channel with a value that may be JSON already.
    private static func assignment(_ channel: Substring, _ value: Substring) -> String {
        let isJSON = (try? Value(json: Array(value.utf8))) != nil
        return "--set " + ShellWord.of("\(channel)=\(isJSON ? String(value) : JSONText.line(Value(String(value))))")
    }
}
