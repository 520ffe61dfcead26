internal import CPregelABI

extension JSONWriter {
    mutating func write(_ number: Int64) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        // 19 digits are the most that Int64 has.
        text.reserve(20)
        let start = text.count
        repeat {
            text.appendReserved(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        text.reverse(from: start)
    }

    /// Writes the shortest digits that read back as the same double, always with a point or an exponent.
    mutating func write(_ number: Double) {
        guard number.isFinite else { return text.append("null") }
        var digits = number.description
        digits.withUTF8 { text.append(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a string in quotes.
    mutating func write(_ string: UnsafeRawBufferPointer) {
        // The most that a string without escapes needs; those that need more ask for it.
        text.reserve(string.count + 2)
        text.appendReserved(UInt8(ascii: "\""))
        var start = 0
        while true {
            let stop = JSONWriter.nextEscape(in: string, from: start)
            text.append(UnsafeRawBufferPointer(rebasing: string[start..<stop]))
            if stop == string.count { break }
            escape(string[stop])
            start = stop + 1
        }
        text.append(UInt8(ascii: "\""))
    }

    private static func nextEscape(in string: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        while index + 8 <= string.count {
            let stops = Word.escapes(string.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            if stops != 0 { return index + stops.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < string.count {
            let byte = string[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index += 1
        }
        return index
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): text.append("\\\"")
        case UInt8(ascii: "\\"): text.append("\\\\")
        case 0x08: text.append("\\b")
        case 0x0C: text.append("\\f")
        case 0x0A: text.append("\\n")
        case 0x0D: text.append("\\r")
        case 0x09: text.append("\\t")
        default:
            text.append("\\u00")
            text.append(UInt8(ascii: "0") + byte >> 4)
            text.append(byte & 15 + (byte & 15 < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        }
    }

    /// Writes plain bytes, which JSON has no form for, as an object that says so.
    mutating func writeBase64(_ value: pregel_value) {
        text.append(style == .pretty ? "{\"$bytes\": \"" : "{\"$bytes\":\"")
        let bytes = UnsafeRawBufferPointer(start: value.u.bytes, count: Int(value.count))
        text.reserve((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
            for digit in 0..<4 {
                let six = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * digit)) & 0x3F
                text.appendReserved(digit <= count ? JSONWriter.base64(six) : UInt8(ascii: "="))
            }
        }
        text.append("\"}")
    }

    private static func base64(_ six: UInt8) -> UInt8 {
        switch six {
        case 0..<26: UInt8(ascii: "A") + six
        case 26..<52: UInt8(ascii: "a") + six - 26
        case 52..<62: UInt8(ascii: "0") + six - 52
        case 62: UInt8(ascii: "+")
        default: UInt8(ascii: "/")
        }
    }
}
