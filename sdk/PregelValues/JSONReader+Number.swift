internal import CPregelABI

extension JSONReader {
    /// Reads a number: an INT where it is written whole and fits 64 bits, else a FLOAT.
    mutating func number() throws(JSONError) -> pregel_value {
        let begin = place
        let isNegative = text[place] == UInt8(ascii: "-")
        if isNegative { place += 1 }
        var digits: UInt64 = 0
        var fits = true
        let whole = try takeDigits(&digits, &fits, mayLeadWithZero: false)
        var isWhole = true
        var exponent = 0
        if text[place] == UInt8(ascii: ".") {
            isWhole = false
            place += 1
            exponent = try -takeDigits(&digits, &fits, mayLeadWithZero: true)
        }
        if text[place] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            exponent += try takeExponent()
        }
        if isWhole, fits, whole > 0 {
            if isNegative, digits <= UInt64(Int64.max) + 1 { return pregel_int(Int64(truncatingIfNeeded: 0 &- digits)) }
            if !isNegative, digits <= UInt64(Int64.max) { return pregel_int(Int64(digits)) }
        }
        let double =
            fits && digits < 1 << 53 && abs(exponent) <= 22
            ? JSONReader.exact(digits, exponent, isNegative) : slow(begin)
        guard double.isFinite else {
            throw fault(.number, "the number is too large for a double", at: begin)
        }
        return pregel_float(double)
    }

    /// Both operands are exact, so the result is rounded once, as it must be.
    private static func exact(_ digits: UInt64, _ exponent: Int, _ isNegative: Bool) -> Double {
        let value = Double(digits)
        let scaled = exponent < 0 ? value / powers[-exponent] : value * powers[exponent]
        return isNegative ? -scaled : scaled
    }

    private static let powers: [Double] = (0...22).map { power in
        (0..<power).reduce(1.0) { value, _ in value * 10 }
    }

    /// Not `strtod`: that one reads a decimal comma where somebody in the process has set such a locale.
    private func slow(_ begin: Int) -> Double {
        Double(Substring(decoding: UnsafeBufferPointer(start: text + begin, count: place - begin), as: UTF8.self)) ?? 0
    }

    private mutating func takeDigits(
        _ digits: inout UInt64, _ fits: inout Bool, mayLeadWithZero: Bool
    ) throws(JSONError) -> Int {
        let begin = place
        while true {
            let digit = text[place] &- 0x30
            if digit > 9 { break }
            let (tens, overflow) = digits.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(UInt64(digit))
            if overflow || carry { fits = false } else { digits = sum }
            place += 1
        }
        guard place > begin else { throw unexpected("a digit") }
        if !mayLeadWithZero, place - begin > 1, text[begin] == 0x30 {
            throw fault(.number, "a number must not begin with a zero and more digits", at: begin)
        }
        return place - begin
    }

    private mutating func takeExponent() throws(JSONError) -> Int {
        place += 1
        let isNegative = text[place] == UInt8(ascii: "-")
        if isNegative || text[place] == UInt8(ascii: "+") { place += 1 }
        var digits: UInt64 = 0
        var fits = true
        _ = try takeDigits(&digits, &fits, mayLeadWithZero: true)
        // Far beyond what the digits of any text could make up for, and far from an overflow.
        let exponent = fits ? Int(min(digits, 1 << 40)) : 1 << 40
        return isNegative ? -exponent : exponent
    }
}
