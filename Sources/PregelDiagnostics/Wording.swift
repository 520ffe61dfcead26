/// Text of users in messages: quoted, short, and without bytes that would command a terminal.
package enum Wording {
    /// `name` in quotes; long ones are cut, control characters escaped as in JSON.
    package static func quoted(_ name: String, atMost limit: Int = 60) -> String {
        var text = "\""
        for (index, scalar) in name.unicodeScalars.enumerated() {
            if index == limit {
                text += "…"
                break
            }
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            default: text += plain(scalar)
            }
        }
        return text + "\""
    }

    /// `a, b, c`, and how many more there are when there are many.
    package static func list(_ names: some Collection<String>, atMost limit: Int = 12) -> String {
        guard !names.isEmpty else { return "none" }
        let shown = names.prefix(limit).map { clean($0, atMost: 60) }.joined(separator: ", ")
        return names.count > limit ? "\(shown), and \(names.count - limit) more" : shown
    }

    /// `"a", "b" or "c"`.
    package static func choice(_ names: some Collection<String>) -> String {
        let quoted = names.map { Wording.quoted($0) }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
        return quoted.dropLast().joined(separator: ", ") + " or " + last
    }

    /// The text without control characters; long ones are cut.
    package static func clean(_ text: String, atMost limit: Int = .max) -> String {
        var result = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if index == limit { return result + "…" }
            result += plain(scalar)
        }
        return result
    }

    /// A text of somebody else's as one line of a message: without control characters, and with the size of what is cut.
    package static func line(_ text: String, atMost limit: Int = 4096) -> String {
        let bytes = text.utf8.count
        guard bytes > limit else { return clean(text) }
        var (kept, size) = (String.UnicodeScalarView(), 0)
        for scalar in text.unicodeScalars {
            size += UTF8.width(scalar)
            if size > limit { break }
            kept.append(scalar)
        }
        let start = String(kept)
        return "\(clean(start))… (\(bytes - start.utf8.count) more bytes)"
    }

    /// A text of several lines without control characters but for its line breaks. What is JSON stays so, and says the same.
    ///
    /// - Parameter isDocument: Whether to leave tabulators and the line breaks of other systems, too.
    package static func lines(_ text: String, isDocument: Bool = false) -> String {
        var text = text
        // Hardly any text has something to look at twice.
        guard text.withUTF8({ $0.contains { ($0 < 0x20 && $0 != 0x0A) || $0 >= 0x7F } }) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let isKept = scalar == "\n" || (isDocument && (scalar == "\t" || scalar == "\r"))
            if isKept || !isHarmful(scalar) { result.unicodeScalars.append(scalar) } else { result += plain(scalar) }
        }
        return result
    }

    private static func plain(_ scalar: Unicode.Scalar) -> String {
        guard isHarmful(scalar) else { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Control characters, and those that turn the direction of what follows.
    package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
