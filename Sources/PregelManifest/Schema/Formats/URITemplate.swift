/// URIs with holes in them: RFC 6570.
enum URITemplate {
    static func accepts(_ text: String) -> Bool {
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "{":
                guard let end = rest.firstIndex(of: "}"), isExpression(rest[..<end]) else { return false }
                rest = rest[(end + 1)...]
            case "%": guard URIGrammar.takeEscape(&rest) else { return false }
            default: guard isLiteral(scalar) else { return false }
            }
        }
        return true
    }

    private static func isLiteral(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return URIGrammar.isForeign(scalar.value) || URIGrammar.isPrivate(scalar.value) }
        return (33...126).contains(scalar.value) && !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
    }

    private static func isExpression(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        let isOperator = text.first.map { "+#./;?&=,!@|".unicodeScalars.contains($0) } ?? false
        let variables = (isOperator ? text.dropFirst() : text).split(separator: ",", omittingEmptySubsequences: false)
        return variables.allSatisfy(isVariable)
    }

    /// A name, with `*` or the length of a prefix behind it.
    private static func isVariable(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        if text.last == "*" { return isName(text.dropLast()) }
        guard let colon = text.firstIndex(of: ":") else { return isName(text) }
        let length = text[(colon + 1)...]
        return isName(text[..<colon]) && (1...4).contains(length.count) && length.first != "0"
            && length.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func isName(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            var rest = part
            while let scalar = rest.popFirst() {
                if scalar == "%" {
                    guard URIGrammar.takeEscape(&rest) else { return false }
                } else if !scalar.isASCII || !UInt8(scalar.value).isAlphanumeric && scalar != "_" {
                    return false
                }
            }
            return !part.isEmpty
        }
    }
}
