/// Addresses of mail: RFC 5321, with RFC 6531 for other alphabets.
enum EmailAddress {
    private static let longestName = 64

    static func accepts(_ text: String, isInternational: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return isName(bytes[..<at], isInternational) && isHost(bytes[(at + 1)...], isInternational)
    }

    private static func isName(_ name: ArraySlice<UInt8>, _ isInternational: Bool) -> Bool {
        guard (1...longestName).contains(name.count) else { return false }
        if name.first == UInt8(ascii: "\"") { return isQuoted(name, isInternational) }
        return name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty
                && atom.allSatisfy {
                    $0.isAlphanumeric || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) || isInternational && $0 >= 0x80
                }
        }
    }

    private static func isQuoted(_ name: ArraySlice<UInt8>, _ isInternational: Bool) -> Bool {
        guard name.count >= 2, name.last == UInt8(ascii: "\"") else { return false }
        var rest = name.dropFirst().dropLast()
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return false
            case UInt8(ascii: "\\"):
                guard let quoted = rest.popFirst(), (32...126).contains(quoted) else { return false }
            case 32...126: continue
            default: guard isInternational, byte >= 0x80 else { return false }
            }
        }
        return true
    }

    private static func isHost(_ host: ArraySlice<UInt8>, _ isInternational: Bool) -> Bool {
        guard host.first == UInt8(ascii: "["), host.last == UInt8(ascii: "]") else {
            return HostName.accepts(String(decoding: host, as: UTF8.self), isInternational: isInternational)
        }
        let literal = host.dropFirst().dropLast()
        let mark = Array("IPv6:".utf8)
        guard literal.starts(with: mark) else { return IPAddress.isVersion4(literal) }
        return IPAddress.isVersion6(literal.dropFirst(mark.count))
    }
}
