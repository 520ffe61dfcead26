internal import CPregelABI

extension JSONWriter {
    mutating func write(_ number: Int64) {
        if number < 0 { out.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        // 19 digits are the most that Int64 has.
        out.reserve(20)
        let start = out.count
        repeat {
            out.appendReserved(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        out.reverse(from: start)
    }

    /// Writes the shortest digits that read back as the same double, always with a point or an exponent.
    mutating func write(_ number: Double) {
        // Where equal values must give equal texts, 3.0 is 3.
        if style.sortsKeys, let whole = Int64(exactly: number) { return write(whole) }
        var digits = number.description
        digits.withUTF8 { out.append(UnsafeRawBufferPointer($0)) }
    }

    /// Writes a string in quotes.
    mutating func write(_ string: UnsafeRawBufferPointer) {
        // The most that a string without escapes needs; those that need more ask for it.
        out.reserve(string.count + 2)
        out.appendReserved(UInt8(ascii: "\""))
        var start = 0
        while true {
            let stop = JSONWriter.nextEscape(in: string, from: start)
            out.append(UnsafeRawBufferPointer(rebasing: string[start..<stop]))
            if stop == string.count { break }
            escape(string[stop])
            start = stop + 1
        }
        out.append(UInt8(ascii: "\""))
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
        case UInt8(ascii: "\""): out.append("\\\"")
        case UInt8(ascii: "\\"): out.append("\\\\")
        case 0x08: out.append("\\b")
        case 0x0C: out.append("\\f")
        case 0x0A: out.append("\\n")
        case 0x0D: out.append("\\r")
        case 0x09: out.append("\\t")
        default:
            out.append("\\u00")
            out.append(UInt8(ascii: "0") + byte >> 4)
            out.append(byte & 15 + (byte & 15 < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        }
    }

    /// Writes plain bytes, which JSON has no form for, as an object that says so.
    mutating func writeBase64(_ bytes: UnsafeRawBufferPointer) {
        out.append("{\"$bytes\":\"")
        out.reserve((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
            for digit in 0..<4 {
                let six = UInt8(truncatingIfNeeded: group >> UInt32(18 - 6 * digit)) & 0x3F
                out.appendReserved(digit <= count ? JSONWriter.base64(six) : UInt8(ascii: "="))
            }
        }
        out.append("\"}")
    }

    /// The digit of base64 (RFC 4648) for six bits.
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
