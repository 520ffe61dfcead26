/// A label of a host's name that is well-formed.
struct DomainLabel {
    private static let longest = 63
    private static let mark = Array("xn--".unicodeScalars)

    /// What it stands for: where it is an A-label (`xn--…`), the decoded text.
    let scalars: [Unicode.Scalar]
    /// How long it is in ASCII.
    let length: Int

    init?(_ text: [Unicode.Scalar], isInternational: Bool) {
        guard !text.isEmpty, text.count <= Self.longest, text.first != "-", text.last != "-" else { return nil }
        if text.allSatisfy(\.isASCII) {
            guard text.allSatisfy({ UInt8($0.value).isAlphanumeric || $0 == "-" }) else { return nil }
            guard let decoded = Self.decoded(text) else { return nil }
            scalars = decoded
            length = text.count
        } else {
            guard isInternational, LabelRule.accepts(text), let code = Punycode.encode(text) else { return nil }
            scalars = text
            length = Self.mark.count + code.count
            guard length <= Self.longest else { return nil }
        }
    }

    /// What a label in ASCII stands for; `nil` where it claims to be an A-label and is none.
    private static func decoded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
        let text = text.map { Unicode.Scalar(UInt8($0.value).isLetter ? UInt8($0.value) | 0x20 : UInt8($0.value)) }
        guard text.starts(with: mark) else { return text }
        let code = Array(text.dropFirst(mark.count))
        // Of all codes for a text only the one that encoding makes counts.
        guard let decoded = Punycode.decode(code), !decoded.allSatisfy(\.isASCII), LabelRule.accepts(decoded),
            Punycode.encode(decoded) == code
        else { return nil }
        return decoded
    }
}
