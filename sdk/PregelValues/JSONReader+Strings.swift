internal import CPregelABI

extension JSONReader {
    /// Reads a string, or a key; `at` is its first quote.
    @inline(__always)
    mutating func readString(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) -> pregel_str {
        let start = at + 1
        at = start
        try skipPlain(&at)
        if at.pointee == UInt8(ascii: "\"") {
            let string = pregel_make_str(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), at - start)
            at += 1
            return string
        }
        return try readEscapedString(start, &at)
    }

    /// Stands at the next quote or backslash; all before it is UTF-8.
    @inline(__always)
    private func skipPlain(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) {
        while true {
            // Eight NULs behind the text stop the words, too.
            let stops = Word.stringStops(UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
            if stops == 0 {
                at += 8
                continue
            }
            at += stops.trailingZeroBitCount >> 3
            if at.pointee == UInt8(ascii: "\"") || at.pointee == UInt8(ascii: "\\") { return }
            try skipCharacters(&at)
        }
    }

    /// Skips characters that are not ASCII, one at least.
    private func skipCharacters(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) {
        guard at.pointee >= 0x80 else { throw wrongInString(at) }
        repeat {
            let length = UTF8Check.length(at)
            if length == 0 { throw wrongInString(at) }
            at += length
        } while at.pointee >= 0x80
    }

    @inline(never)
    private func wrongInString(_ at: UnsafePointer<UInt8>) -> JSONFault {
        if at >= end {
            return fault(.unexpectedEnd, "expected '\"' at the string's end, found the end of the text", end)
        }
        let byte = JSONReader.hex(at.pointee)
        if at.pointee >= 0x80 { return fault(.invalidUTF8, "expected UTF-8, found the byte \(byte)", at) }
        return fault(.invalidString, "expected the control character \(byte) to be escaped", at)
    }

    /// Reads the rest of a string from its first backslash, and decodes it into the arena.
    private mutating func readEscapedString(
        _ start: UnsafePointer<UInt8>, _ at: inout UnsafePointer<UInt8>
    ) throws(JSONFault) -> pregel_str {
        let first = at
        // An escape is longer than what it stands for: the length as written suffices.
        while at.pointee == UInt8(ascii: "\\") {
            if at + 1 >= end { throw wrongInString(end) }
            at += 2
            try skipPlain(&at)
        }
        let room = arena.allocate(UInt8.self, count: at - start)
        room.update(from: start, count: first - start)
        var out = room + (first - start)
        var from = first
        while from < at {
            if from.pointee == UInt8(ascii: "\\") {
                try decodeEscape(&from, &out)
                continue
            }
            out.pointee = from.pointee
            out += 1
            from += 1
        }
        at += 1
        return pregel_make_str(UnsafeRawPointer(room).assumingMemoryBound(to: CChar.self), out - room)
    }

    private func decodeEscape(
        _ at: inout UnsafePointer<UInt8>, _ out: inout UnsafeMutablePointer<UInt8>
    ) throws(JSONFault) {
        let byte: UInt8
        switch at[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = at[1]
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"):
            write(try decodeUnicode(&at), &out)
            return
        default:
            throw fault(.invalidString, "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u as an escape", at)
        }
        out.pointee = byte
        out += 1
        at += 2
    }

    private func decodeUnicode(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) -> UInt32 {
        let start = at
        let unit = try readUnit(&at)
        guard unit & 0xF800 == 0xD800 else { return unit }
        guard unit < 0xDC00, at[0] == UInt8(ascii: "\\"), at[1] == UInt8(ascii: "u") else { throw loneSurrogate(start) }
        let second = try readUnit(&at)
        guard second & 0xFC00 == 0xDC00 else { throw loneSurrogate(start) }
        return 0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF
    }

    @inline(never)
    private func loneSurrogate(_ at: UnsafePointer<UInt8>) -> JSONFault {
        fault(.loneSurrogate, "expected both halves of a surrogate pair, found one alone", at)
    }

    /// Reads the four digits of `\uXXXX`.
    private func readUnit(_ at: inout UnsafePointer<UInt8>) throws(JSONFault) -> UInt32 {
        var unit: UInt32 = 0
        for index in 2..<6 {
            let digit: UInt8
            switch at[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = at[index] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = at[index] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = at[index] - UInt8(ascii: "A") + 10
            default: throw fault(.invalidString, "expected four hexadecimal digits after \\u", at)
            }
            unit = unit << 4 | UInt32(digit)
        }
        at += 6
        return unit
    }

    private func write(_ scalar: UInt32, _ out: inout UnsafeMutablePointer<UInt8>) {
        func put(_ byte: UInt32) {
            out.pointee = UInt8(truncatingIfNeeded: byte)
            out += 1
        }
        if scalar < 0x80 {
            put(scalar)
        } else if scalar < 0x800 {
            put(0xC0 | scalar >> 6)
            put(0x80 | scalar & 0x3F)
        } else if scalar < 0x10000 {
            put(0xE0 | scalar >> 12)
            put(0x80 | scalar >> 6 & 0x3F)
            put(0x80 | scalar & 0x3F)
        } else {
            put(0xF0 | scalar >> 18)
            put(0x80 | scalar >> 12 & 0x3F)
            put(0x80 | scalar >> 6 & 0x3F)
            put(0x80 | scalar & 0x3F)
        }
    }
}
