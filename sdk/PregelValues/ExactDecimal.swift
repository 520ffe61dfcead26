/// Turns decimals into doubles with one rounding, the right one.
enum ExactDecimal {
    /// The powers of ten that 64 bits hold.
    private static let powers: InlineArray<20, UInt64> = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]

    /// The double nearest to `mantissa * 10^exponent`; `nil` where the exponent is beyond ±19.
    @inline(__always)
    static func double(_ mantissa: UInt64, _ exponent: Int) -> Double? {
        if mantissa == 0 { return 0 }
        guard exponent >= -19, exponent <= 19 else { return nil }
        let power = powers[abs(exponent)]
        if mantissa <= 1 << 53, power <= 1 << 53 {
            // Both are exact, so that the one operation rounds once.
            return exponent < 0 ? Double(mantissa) / Double(power) : Double(mantissa) * Double(power)
        }
        return exponent < 0 ? quotient(mantissa, power) : product(mantissa, power)
    }

    /// Divides in integers: the quotient has 63 bits or 64, ten more at least than a double keeps, and the last one
    /// stands for all that is behind it.
    private static func quotient(_ mantissa: UInt64, _ power: UInt64) -> Double {
        let up = mantissa.leadingZeroBitCount
        let down = power.leadingZeroBitCount
        let dividend = mantissa << UInt64(up)
        let (quotient, rest) = (power << UInt64(down)).dividingFullWidth((dividend >> 1, dividend << 63))
        return scaled(quotient | (rest == 0 ? 0 : 1), by: down - up - 63)
    }

    private static func product(_ mantissa: UInt64, _ power: UInt64) -> Double {
        let (high, low) = mantissa.multipliedFullWidth(by: power)
        if high == 0 { return Double(low) }
        let up = high.leadingZeroBitCount
        let top = up == 0 ? high : high << UInt64(up) | low >> UInt64(64 - up)
        return scaled(top | (low << UInt64(up) == 0 ? 0 : 1), by: 64 - up)
    }

    private static func scaled(_ bits: UInt64, by exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: Double(bits))
    }
}
