import PregelDiagnostics

/// The formats that are checked; any other is a remark. All but `jsonlogic` concern strings alone.
enum SchemaFormat: String, Sendable {
    case date, time
    case dateTime = "date-time"
    case email, uri, uuid, ipv4, regex
    /// Ours: a value that can be evaluated.
    case jsonlogic

    /// What a fitting value is called, with its article.
    var words: String {
        switch self {
        case .date: "a date (2026-01-31)"
        case .time: "a time (12:30:00Z)"
        case .dateTime: "a date and time (2026-01-31T12:30:00Z)"
        case .email: "an email address"
        case .uri: "a URI"
        case .uuid: "a UUID"
        case .ipv4: "an IPv4 address"
        case .regex: "a regular expression"
        case .jsonlogic: "a JsonLogic expression"
        }
    }

    func accepts(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return switch self {
        case .date: Self.isDate(bytes[...])
        case .time: Self.isTime(bytes[...])
        case .dateTime:
            bytes.count > 11 && Self.isDate(bytes[..<10]) && (bytes[10] | 0x20) == UInt8(ascii: "t")
                && Self.isTime(bytes[11...])
        case .email: Self.isEmail(text)
        case .uri: Self.isURI(bytes)
        case .uuid: Self.isUUID(bytes)
        case .ipv4: Self.isIPv4(text)
        case .regex: (try? SafePattern(text)) != nil
        case .jsonlogic: true
        }
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 9, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = Array(bytes)
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = digits(text[..<4]), let month = digits(text[5..<7]), let day = digits(text[8...]),
            (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day)
    }

    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = Array(bytes)
        guard text.count >= 9, text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":"),
            let hour = digits(text[..<2]), let minute = digits(text[3..<5]), let second = digits(text[6..<8]),
            hour < 24, minute < 60, second <= 60
        else { return false }
        var rest = text[8...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let zone = offset(rest) else { return false }
        // A leap second is the last one of a day in UTC.
        return second < 60 || (hour * 60 + minute - zone + 1440) % 1440 == 1439
    }

    /// Minutes east of UTC.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = Array(bytes)
        if text.count == 1, text[0] | 0x20 == UInt8(ascii: "z") { return 0 }
        guard text.count == 6, text[3] == UInt8(ascii: ":"), let hours = digits(text[1..<3]),
            let minutes = digits(text[4...]),
            hours < 24, minutes < 60
        else { return nil }
        switch text[0] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func isEmail(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let name = text[..<at]
        let host = text[text.index(after: at)...]
        let isQuoted = name.count > 2 && name.hasPrefix("\"") && name.hasSuffix("\"")
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let goodName =
            isQuoted
            || !name.isEmpty && !name.hasPrefix(".") && !name.hasSuffix(".") && !name.has("..")
                && name.utf8.allSatisfy { $0 > 32 && $0 != 127 && $0 != UInt8(ascii: "@") }
        return goodName
            && labels.allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { $0 > 127 || $0 == UInt8(ascii: "-") || isAlphanumeric($0) }
            }
    }

    private static func isURI(_ bytes: [UInt8]) -> Bool {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first,
            isAlphanumeric(first), !(48...57).contains(first)
        else { return false }
        let scheme = bytes[..<colon].allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
        var rest = bytes[(colon + 1)...]
        guard scheme, !rest.isEmpty else { return false }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard rest.count >= 2, rest.prefix(2).allSatisfy(isHexadecimal) else { return false }
            } else if byte <= 32 || byte >= 127 || "\"<>\\^`{|}".utf8.contains(byte) {
                return false
            }
        }
        return true
    }

    private static func isUUID(_ bytes: [UInt8]) -> Bool {
        bytes.count == 36
            && bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : isHexadecimal(byte)
            }
    }

    private static func isIPv4(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                let number = digits(Array(part.utf8)[...])
                return part.utf8.count <= 3 && (number ?? 256) < 256 && (part.utf8.count == 1 || !part.hasPrefix("0"))
            }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}
