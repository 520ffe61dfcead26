internal import CPregelABI

/// Compares whole numbers and doubles by what they are, exactly: `Double(Int.max)` is not `Int.max`.
enum NumberComparison {
    /// Below, at or above 0, for two values that are numbers.
    @inline(__always)
    static func order(_ left: pregel_value, _ right: pregel_value) -> Int {
        switch (Int(left.kind) == PREGEL_INT, Int(right.kind) == PREGEL_INT) {
        case (true, true): left.u.i < right.u.i ? -1 : left.u.i > right.u.i ? 1 : 0
        case (false, false): left.u.f < right.u.f ? -1 : left.u.f > right.u.f ? 1 : 0
        case (true, false): order(left.u.i, right.u.f)
        case (false, true): -order(right.u.i, left.u.f)
        }
    }

    private static func order(_ whole: Int64, _ double: Double) -> Int {
        // 2^63 and -2^63 are doubles; between them the whole part fits.
        if double >= 0x1p63 { return -1 }
        if double < -0x1p63 { return 1 }
        let part = Int64(double)
        if whole != part { return whole < part ? -1 : 1 }
        let rest = double - Double(part)
        return rest > 0 ? -1 : rest < 0 ? 1 : 0
    }
}
