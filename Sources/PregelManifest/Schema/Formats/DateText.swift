/// Dates, times and durations as RFC 3339 writes them.
enum DateText {
    static func isDateTime(_ bytes: [UInt8]) -> Bool {
        bytes.count > 11 && isDate(bytes[..<10]) && (bytes[10] | 0x20) == UInt8(ascii: "t") && isTime(bytes[11...])
    }

    static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = Array(bytes)
        guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = number(text[..<4]), let month = number(text[5..<7]), let day = number(text[8...]),
            (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day)
    }

    static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = Array(bytes)
        guard text.count >= 9, text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":"),
            let hour = number(text[..<2]), let minute = number(text[3..<5]), let second = number(text[6..<8]),
            hour < 24, minute < 60, second <= 60
        else { return false }
        var rest = text[8...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0.isDigit }
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let zone = offset(rest) else { return false }
        // A leap second is the last one of a day in UTC.
        return second < 60 || (hour * 60 + minute - zone + 1440) % 1440 == 1439
    }

    /// `P1Y2M3DT4H5M6S`, or `P7W`: units in their order, none left out between the first and the last.
    static func isDuration(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == UInt8(ascii: "P") else { return false }
        let halves = bytes.dropFirst().split(
            separator: UInt8(ascii: "T"), maxSplits: 1, omittingEmptySubsequences: false)
        if halves.count == 1 { return isChain(halves[0], of: "YMD") || isChain(halves[0], of: "W") }
        return (halves[0].isEmpty || isChain(halves[0], of: "YMD")) && isChain(halves[1], of: "HMS")
    }

    private static func isChain(_ bytes: ArraySlice<UInt8>, of units: StaticString) -> Bool {
        let units = units.withUTF8Buffer { Array($0) }
        var rest = bytes
        var last: Int?
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isDigit }
            rest = rest.dropFirst(digits.count)
            guard !digits.isEmpty, let unit = rest.popFirst(), let place = units.firstIndex(of: unit),
                last == nil || place == (last ?? 0) + 1
            else { return false }
            last = place
        }
        return last != nil
    }

    /// Minutes east of UTC.
    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        let text = Array(bytes)
        if text.count == 1, text[0] | 0x20 == UInt8(ascii: "z") { return 0 }
        guard text.count == 6, text[3] == UInt8(ascii: ":"), let hours = number(text[1..<3]),
            let minutes = number(text[4...]),
            hours < 24, minutes < 60
        else { return nil }
        switch text[0] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
