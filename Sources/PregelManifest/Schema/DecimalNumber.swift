import PregelValues

/// A number as it is written in decimals: `digits` times ten to the power of `exponent`.
///
/// Whether 0.3 is a multiple of 0.1 is a question about these texts: no binary number is either of them.
struct DecimalNumber: Sendable {
    let digits: UInt64
    let exponent: Int

    /// Reads a number's shortest text; its sign does not matter here. `nil` where the value is no finite number.
    init?(_ value: Value) {
        if let whole = value.int {
            self.init(digits: UInt64(whole.magnitude), exponent: 0)
            return
        }
        guard let number = value.double, number.isFinite else { return nil }
        var digits: UInt64 = 0
        var exponent = 0
        var isFraction = false
        var rest = number.magnitude.description.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"):
                exponent += Int(String(Substring(rest))) ?? 0
                rest = rest.suffix(0)
            default:
                // A double's shortest text has 17 digits at most, so that there is room for them.
                digits = digits &* 10 &+ UInt64(byte &- 48)
                if isFraction { exponent -= 1 }
            }
        }
        self.init(digits: digits, exponent: exponent)
    }

    private init(digits: UInt64, exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// Whether some whole number times `divisor`, which is not 0, makes this one.
    func isMultiple(of divisor: DecimalNumber) -> Bool {
        let shift = exponent - divisor.exponent
        guard shift < 0 else {
            return Self.product(digits, Self.power(of: 10, to: shift, modulo: divisor.digits), divisor.digits) == 0
        }
        var scaled = divisor.digits
        for _ in 0..<(-shift) {
            let (product, overflows) = scaled.multipliedReportingOverflow(by: 10)
            // What is larger than any digits divides nothing but zero.
            guard !overflows else { return digits == 0 }
            scaled = product
        }
        return digits % scaled == 0
    }

    private static func power(of base: UInt64, to exponent: Int, modulo: UInt64) -> UInt64 {
        var result = 1 % modulo
        var square = base % modulo
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = product(result, square, modulo) }
            square = product(square, square, modulo)
            rest >>= 1
        }
        return result
    }

    private static func product(_ a: UInt64, _ b: UInt64, _ modulo: UInt64) -> UInt64 {
        modulo.dividingFullWidth((a % modulo).multipliedFullWidth(by: b % modulo)).remainder
    }
}
