import PregelValues

extension Value {
    /// Compares two numbers by value, also a whole one with a fraction exactly.
    func isBelow(_ other: Value) -> Bool { self < other }

    /// Whether this number is some whole number times the divisor.
    func isMultiple(of divisor: DecimalNumber) -> Bool {
        DecimalNumber(self)?.isMultiple(of: divisor) ?? true
    }
}
