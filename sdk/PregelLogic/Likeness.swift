import PregelValues

/// When values are equal, and which is less, as JsonLogic has it from JavaScript.
enum Likeness {
    /// `===`: of one kind, and the same.
    static func strict(_ a: Value, _ b: Value) -> Bool {
        let areNumbers = a.double != nil && b.double != nil
        return (areNumbers || a.kind == b.kind) && a == b
    }

    /// `==`: of different kinds, as numbers; null is like null alone.
    static func loose(_ a: Value, _ b: Value) -> Bool {
        let areNumbers = a.double != nil && b.double != nil
        if areNumbers || a.kind == b.kind || a.isNull || b.isNull { return strict(a, b) }
        return Number(a) == Number(b)
    }

    /// Two strings by their characters, everything else as numbers.
    static func isLess(_ a: Value, _ b: Value, orEqual: Bool) -> Bool {
        if a.kind == .string, b.kind == .string { return a < b || (orEqual && a == b) }
        let (a, b) = (Number(a), Number(b))
        return a.isLess(b) || (orEqual && a == b)
    }
}
