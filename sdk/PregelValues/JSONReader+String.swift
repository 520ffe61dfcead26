internal import CPregelABI
internal import Glibc

extension JSONReader {
    /// Reads a string; escapes are decoded in place, for what they stand for is never longer.
    mutating func string() throws(JSONError) -> pregel_value {
        place += 1
        let begin = place
        skipPlain()
        if text[place] == UInt8(ascii: "\"") {
            place += 1
            return made(begin, place - 1)
        }
        var end = place
        while true {
            let byte = text[place]
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return made(begin, end)
            case UInt8(ascii: "\\"): try escape(opening: begin - 1, &end)
            case 0..<0x20:
                if place >= count { throw unended(begin - 1) }
                throw fault(.syntax, "a control character in a string must be written as an escape, such as \\n")
            case 0x80...:
                let length = UTF8Check.length(of: text + place, available: count - place)
                guard length > 0 else { throw fault(.utf8, "the string is not valid UTF-8 here") }
                copy(length, &end)
            default:
                let from = place
                skipPlain()
                let length = place - from
                place = from
                copy(length, &end)
            }
        }
    }

    private func made(_ begin: Int, _ end: Int) -> pregel_value {
        let characters = UnsafeRawPointer(text + begin).assumingMemoryBound(to: CChar.self)
        return pregel_string(pregel_make_str(characters, end - begin))
    }

    private mutating func copy(_ length: Int, _ end: inout Int) {
        if end != place { memmove(text + end, text + place, length) }
        place += length
        end += length
    }

    /// Skips bytes that stand for themselves, eight at a time: ASCII but for quotes, backslashes and control characters.
    @inline(__always)
    private mutating func skipPlain() {
        let low: UInt64 = 0x0101_0101_0101_0101
        let high: UInt64 = 0x8080_8080_8080_8080
        while place + 8 <= count {
            let word = UnsafeRawPointer(text + place).loadUnaligned(as: UInt64.self)
            let quotes = word ^ (low &* 0x22)
            let slashes = word ^ (low &* 0x5C)
            let special =
                ((quotes &- low) & ~quotes) | ((slashes &- low) & ~slashes) | ((word &- low &* 0x20) & ~word) | word
            let found = special & high
            if found != 0 {
                place += found.trailingZeroBitCount / 8
                return
            }
            place += 8
        }
        while place < count {
            let byte = text[place]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return }
            place += 1
        }
    }

    private func unended(_ opening: Int) -> JSONError {
        fault(.truncated, "the string that begins here does not end", at: opening)
    }

    private mutating func escape(opening: Int, _ end: inout Int) throws(JSONError) {
        let decoded: UInt8
        switch text[place + 1] {
        case UInt8(ascii: "\""): decoded = 0x22
        case UInt8(ascii: "\\"): decoded = 0x5C
        case UInt8(ascii: "/"): decoded = 0x2F
        case UInt8(ascii: "b"): decoded = 0x08
        case UInt8(ascii: "f"): decoded = 0x0C
        case UInt8(ascii: "n"): decoded = 0x0A
        case UInt8(ascii: "r"): decoded = 0x0D
        case UInt8(ascii: "t"): decoded = 0x09
        case UInt8(ascii: "u"):
            try unicode(opening, &end)
            return
        default:
            if place + 1 >= count { throw unended(opening) }
            throw fault(
                .syntax, "unknown escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits")
        }
        text[end] = decoded
        end += 1
        place += 2
    }

    private mutating func unicode(_ opening: Int, _ end: inout Int) throws(JSONError) {
        let begin = place
        var code = try hex(begin, opening)
        place += 6
        if code >= 0xD800, code < 0xDC00 {
            guard text[place] == UInt8(ascii: "\\"), text[place + 1] == UInt8(ascii: "u") else {
                let isCut = place >= count || (place + 1 >= count && text[place] == UInt8(ascii: "\\"))
                if isCut { throw unended(opening) }
                throw fault(.surrogate, "the first half of a surrogate pair stands alone", at: begin)
            }
            let second = try hex(place, opening)
            guard second >= 0xDC00, second < 0xE000 else {
                throw fault(.surrogate, "the first half of a surrogate pair stands alone", at: begin)
            }
            place += 6
            code = 0x10000 + (code - 0xD800) << 10 + (second - 0xDC00)
        } else if code >= 0xDC00, code < 0xE000 {
            throw fault(.surrogate, "the second half of a surrogate pair stands alone", at: begin)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault(.surrogate, "no character", at: begin) }
        for unit in UTF8.encode(scalar).unsafelyUnwrapped {
            text[end] = unit
            end += 1
        }
    }

    /// The four hex digits of the escape that begins at `begin`.
    private func hex(_ begin: Int, _ opening: Int) throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for offset in 2..<6 {
            // The text ends with a NUL, which is no digit: nothing behind it is read.
            let byte = text[begin + offset]
            let digit: UInt32
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt32(byte - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = UInt32(byte - 0x57)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = UInt32(byte - 0x37)
            default:
                if begin + offset >= count { throw unended(opening) }
                throw fault(.syntax, "\\u takes four hex digits", at: begin + offset)
            }
            code = code << 4 | digit
        }
        return code
    }
}
