internal import CPregelABI

extension JSONReader {
    /// Reads a string, or a key; `at` is its first quote.
    @inline(__always)
    mutating func readString(_ at: inout UnsafePointer<UInt8>) throws(JSONError) -> pregel_str {
        let start = at + 1
        at = start
        try skipPlain(&at, start)
        if at.pointee == UInt8(ascii: "\"") {
            let string = pregel_make_str(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), at - start)
            at += 1
            return string
        }
        return try readEscaped(start, &at)
    }

    /// Stands at the next quote or backslash; all before it is UTF-8.
    @inline(__always)
    private func skipPlain(_ at: inout UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>) throws(JSONError) {
        while true {
            // The NULs behind the text stop a word, too.
            let stops = Word.stringStops(UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
            if stops == 0 {
                at += 8
                continue
            }
            at += stops.trailingZeroBitCount >> 3
            if at.pointee == UInt8(ascii: "\"") || at.pointee == UInt8(ascii: "\\") { return }
            try skipCharacters(&at, start)
        }
    }

    /// Skips characters that are not ASCII, one at least.
    private func skipCharacters(_ at: inout UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>) throws(JSONError) {
        repeat {
            let length = UTF8Check.length(at)
            if at.pointee < 0x80 || length == 0 { throw wrong(at, start) }
            at += length
        } while at.pointee >= 0x80
    }

    @inline(never)
    private func wrong(_ at: UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>) -> JSONError {
        if at >= end { return unended(start) }
        if at.pointee >= 0x80 { return fault(.utf8, "the string is not valid UTF-8 here", at) }
        return fault(.syntax, "a control character in a string must be written as an escape, such as \\n", at)
    }

    @inline(never)
    private func unended(_ start: UnsafePointer<UInt8>) -> JSONError {
        fault(.truncated, "the string that begins here does not end", start - 1)
    }

    /// Reads the rest of a string from its first backslash.
    ///
    /// It is decoded in place, for what an escape stands for is never longer than the escape.
    private func readEscaped(
        _ start: UnsafePointer<UInt8>, _ at: inout UnsafePointer<UInt8>
    ) throws(JSONError) -> pregel_str {
        var out = UnsafeMutablePointer(mutating: at)
        while at.pointee == UInt8(ascii: "\\") {
            try decodeEscape(&at, &out, start)
            let plain = at
            try skipPlain(&at, start)
            out.update(from: plain, count: at - plain)
            out += at - plain
        }
        at += 1
        let string = UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
        return pregel_make_str(string, UnsafePointer(out) - start)
    }

    private func decodeEscape(
        _ at: inout UnsafePointer<UInt8>, _ out: inout UnsafeMutablePointer<UInt8>, _ start: UnsafePointer<UInt8>
    ) throws(JSONError) {
        let byte: UInt8
        switch at[1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = at[1]
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"):
            write(try decodeUnicode(&at, start), &out)
            return
        default:
            if at + 1 >= end { throw unended(start) }
            throw fault(
                .syntax, "unknown escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits", at)
        }
        out.pointee = byte
        out += 1
        at += 2
    }

    private func decodeUnicode(
        _ at: inout UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>
    ) throws(JSONError) -> UInt32 {
        let first = at
        let unit = try readUnit(&at, start)
        guard unit & 0xF800 == 0xD800 else { return unit }
        if unit >= 0xDC00 { throw fault(.surrogate, "the second half of a surrogate pair stands alone", first) }
        let isCut = at >= end || (at + 1 >= end && at[0] == UInt8(ascii: "\\"))
        if isCut { throw unended(start) }
        if at[0] == UInt8(ascii: "\\"), at[1] == UInt8(ascii: "u") {
            let second = try readUnit(&at, start)
            if second & 0xFC00 == 0xDC00 { return 0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF }
        }
        throw fault(.surrogate, "the first half of a surrogate pair stands alone", first)
    }

    /// Reads the four digits of `\uXXXX`. The NULs behind the text are no digits.
    private func readUnit(
        _ at: inout UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>
    ) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for index in 2..<6 {
            let digit: UInt8
            switch at[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = at[index] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = at[index] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = at[index] - UInt8(ascii: "A") + 10
            default:
                if at + index >= end { throw unended(start) }
                throw fault(.syntax, "\\u takes four hex digits", at + index)
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
