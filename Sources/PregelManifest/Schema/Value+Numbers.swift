import PregelValues

extension Value {
    /// Compares two numbers, whole ones exactly.
    func isBelow(_ other: Value) -> Bool {
        if let mine = int, let its = other.int { return mine < its }
        guard let mine = double, let its = other.double else { return false }
        return mine < its
    }

    func isMultiple(of divisor: Value) -> Bool {
        if let mine = int, let its = divisor.int, its != 0 { return mine % its == 0 }
        guard let mine = double, let its = divisor.double, its > 0 else { return true }
        let quotient = mine / its
        guard quotient.isFinite else { return mine.truncatingRemainder(dividingBy: its) == 0 }
        // 0.3 is three times 0.1, although no double is.
        return abs(quotient - quotient.rounded()) <= 1e-9 * max(1, abs(quotient) * 1e-3)
    }
}
