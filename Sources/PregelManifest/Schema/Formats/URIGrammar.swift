/// The grammar of RFC 3986, or with `isInternational` of RFC 3987, which has letters of all alphabets.
struct URIGrammar {
    let isInternational: Bool

    /// Whether it is a whole URI: it begins with a scheme.
    func acceptsWhole(_ text: String) -> Bool { accepts(URIReference(text), needsScheme: true) }

    /// Whether it is a URI, or what is one beside a base.
    func acceptsReference(_ text: String) -> Bool { accepts(URIReference(text), needsScheme: false) }

    private func accepts(_ parts: URIReference, needsScheme: Bool) -> Bool {
        if let scheme = parts.scheme {
            guard Self.isScheme(scheme) else { return false }
        } else {
            // A colon in the first segment would make a scheme of what stands before it.
            let first = parts.path.utf8.prefix { $0 != UInt8(ascii: "/") }
            guard !needsScheme, parts.authority != nil || !first.contains(UInt8(ascii: ":")) else { return false }
        }
        return (parts.authority.map(isAuthority) ?? true) && consists(parts.path, of: ":@/")
            && (parts.query.map { consists($0, of: ":@/?", mayBePrivate: true) } ?? true)
            && (parts.fragment.map { consists($0, of: ":@/?") } ?? true)
    }

    static func isScheme(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, first.isLetter else { return false }
        return text.utf8.allSatisfy { $0.isAlphanumeric || "+-.".utf8.contains($0) }
    }

    private func isAuthority(_ text: Substring) -> Bool {
        var host = text
        if let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) {
            guard consists(text[..<at], of: ":") else { return false }
            host = text[text.utf8.index(after: at)...]
        }
        var port = Substring()
        if host.utf8.first == UInt8(ascii: "[") {
            guard let end = host.utf8.firstIndex(of: UInt8(ascii: "]")), isLiteral(host[..<end].dropFirst()) else {
                return false
            }
            port = host[host.utf8.index(after: end)...]
        } else {
            let end = host.utf8.firstIndex(of: UInt8(ascii: ":")) ?? host.endIndex
            guard consists(host[..<end], of: "") else { return false }
            port = host[end...]
        }
        return port.isEmpty || port.utf8.first == UInt8(ascii: ":") && port.utf8.dropFirst().allSatisfy(\.isDigit)
    }

    /// What stands in brackets: an IPv6 address, or one of a later version (`v7.x`).
    private func isLiteral(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, first | 0x20 == UInt8(ascii: "v") else {
            return IPAddress.isVersion6(bytes[...])
        }
        let halves = bytes.dropFirst().split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && halves[0].allSatisfy(\.isHexadecimal)
            && halves[1].allSatisfy { $0.isAlphanumeric || "-._~!$&'()*+,;=:".utf8.contains($0) }
    }

    /// Whether a part has but unreserved characters, escapes, `!$&'()*+,;=` and those given.
    private func consists(_ text: Substring, of others: String, mayBePrivate: Bool = false) -> Bool {
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard let byte = scalar.isASCII ? UInt8(scalar.value) : nil else {
                guard isInternational, Self.isForeign(scalar.value) || mayBePrivate && Self.isPrivate(scalar.value)
                else { return false }
                continue
            }
            if byte == UInt8(ascii: "%") {
                guard Self.takeEscape(&rest) else { return false }
            } else if !byte.isAlphanumeric, !"-._~!$&'()*+,;=".utf8.contains(byte), !others.utf8.contains(byte) {
                return false
            }
        }
        return true
    }

    /// Takes the two digits of an escape from the front.
    static func takeEscape(_ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.count >= 2, rest.prefix(2).allSatisfy({ $0.isASCII && UInt8($0.value).isHexadecimal }) else {
            return false
        }
        rest = rest.dropFirst(2)
        return true
    }

    /// `ucschar` of RFC 3987.
    static func isForeign(_ value: UInt32) -> Bool {
        switch value {
        case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
        case 0x10000...0xDFFFD, 0xE1000...0xEFFFD: value & 0xFFFF < 0xFFFE
        default: false
        }
    }

    /// `iprivate` of RFC 3987.
    static func isPrivate(_ value: UInt32) -> Bool {
        (0xE000...0xF8FF).contains(value) || value >= 0xF0000 && value & 0xFFFF < 0xFFFE
    }
}
