extension Failure {
    /// The failure as Python shows an exception, `ValueError('boom')`: what streams and LangGraph's savers say of it.
    var asException: String {
        (kind.isEmpty ? code.rawValue : kind) + "(" + Failure.literal(message) + ")"
    }

    /// A text as a literal of Python's.
    private static func literal(_ text: String) -> String {
        let quote: Unicode.Scalar = text.contains("'") && !text.contains("\"") ? "\"" : "'"
        var literal = String(quote)
        for scalar in text.unicodeScalars { literal += escaped(scalar, in: quote) }
        return literal + String(quote)
    }

    private static func escaped(_ scalar: Unicode.Scalar, in quote: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\\", quote: "\\" + String(scalar)
        case _ where isPrintable(scalar): String(scalar)
        default: number(scalar.value)
        }
    }

    /// What `str.isprintable` says.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }

    private static func number(_ value: UInt32) -> String {
        let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
        let digits = String(value, radix: 16)
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}
