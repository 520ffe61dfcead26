internal import CPregelABI

extension JSONReader {
    /// Reads a number: whole as written and within Int64 is an INT, all else a FLOAT.
    @inline(__always)
    mutating func readNumber(_ at: inout UnsafePointer<UInt8>) throws(JSONError) -> pregel_value {
        let start = at
        let isNegative = at.pointee == UInt8(ascii: "-")
        if isNegative { at += 1 }
        let digits = at
        var mantissa: UInt64 = 0
        JSONReader.skipDigits(&at, &mantissa)
        if at == digits { throw unexpected("a digit", at) }
        if digits.pointee == UInt8(ascii: "0"), at - digits > 1 {
            throw fault(.number, "a number must not begin with a zero and more digits", digits)
        }
        let count = at - digits
        let isFraction = at.pointee == UInt8(ascii: ".") || at.pointee | 0x20 == UInt8(ascii: "e")
        // 18 digits always fit; with 19 the unsigned sum is right and is compared.
        if !isFraction, count <= 18 || (count == 19 && mantissa <= UInt64(Int64.max) + (isNegative ? 1 : 0)) {
            let magnitude = Int64(bitPattern: mantissa)
            return pregel_int(isNegative ? 0 &- magnitude : magnitude)
        }
        return try readDouble(&at, start, mantissa, count)
    }

    /// Reads on behind a number's whole part.
    private func readDouble(
        _ at: inout UnsafePointer<UInt8>, _ start: UnsafePointer<UInt8>, _ whole: UInt64, _ wholeCount: Int
    ) throws(JSONError) -> pregel_value {
        var mantissa = whole
        var count = wholeCount
        var exponent = 0
        if at.pointee == UInt8(ascii: ".") {
            at += 1
            let digits = at
            JSONReader.skipDigits(&at, &mantissa)
            if at == digits { throw unexpected("a digit", at) }
            exponent = digits - at
            count += at - digits
        }
        if at.pointee | 0x20 == UInt8(ascii: "e") { exponent += try readExponent(&at) }
        let isNegative = start.pointee == UInt8(ascii: "-")
        // Whoever writes a point or an exponent says that a double will do.
        if options.largeNumbers == .refuse, at - start == wholeCount + (isNegative ? 1 : 0) {
            throw fault(.precision, "a whole number must fit 64 bits, or it could not be kept as it is", start)
        }
        // 19 digits fit 64 bits; more leading zeros than that are rare.
        let fast = count <= 19 ? ExactDecimal.double(mantissa, exponent) : nil
        if let magnitude = fast { return pregel_float(isNegative ? -magnitude : magnitude) }
        // The standard library's conversion knows no locale; the C library's would.
        let digits = String(decoding: UnsafeBufferPointer(start: start, count: at - start), as: UTF8.self)
        guard let number = Double(digits), number.isFinite else {
            throw fault(.number, "the number is too large for a double", start)
        }
        return pregel_float(number)
    }

    private func readExponent(_ at: inout UnsafePointer<UInt8>) throws(JSONError) -> Int {
        at += 1
        let isNegative = at.pointee == UInt8(ascii: "-")
        if isNegative || at.pointee == UInt8(ascii: "+") { at += 1 }
        let digits = at
        var exponent = 0
        while at.pointee &- UInt8(ascii: "0") < 10 {
            // Large enough to be out of every range, too small to overflow.
            if exponent < 100_000 { exponent = exponent * 10 + Int(at.pointee - UInt8(ascii: "0")) }
            at += 1
        }
        if at == digits { throw unexpected("a digit", at) }
        return isNegative ? -exponent : exponent
    }

    /// Adds digits to a number; with more than 19 in all it is wrong.
    @inline(__always)
    private static func skipDigits(_ at: inout UnsafePointer<UInt8>, _ number: inout UInt64) {
        while true {
            let digit = at.pointee &- UInt8(ascii: "0")
            if digit > 9 { return }
            number = number &* 10 &+ UInt64(digit)
            at += 1
        }
    }
}
