import PregelValues

/// When values are equal, and which is less, as JsonLogic has it from JavaScript.
enum Likeness {
    /// `===`: of one kind, and the same.
    ///
    /// - Throws: For two lists or objects: JavaScript compares those by identity, which values do not have.
    static func strict(_ a: Value, _ b: Value) throws(EvaluationError) -> Bool {
        if isContainer(a), isContainer(b) {
            throw EvaluationError(message: "lists and objects cannot be compared with each other")
        }
        let areNumbers = a.double != nil && b.double != nil
        return (areNumbers || a.kind == b.kind) && a == b
    }

    /// `==`: of different kinds, as numbers; null is like null alone.
    static func loose(_ a: Value, _ b: Value) throws(EvaluationError) -> Bool {
        let areNumbers = a.double != nil && b.double != nil
        if areNumbers || a.kind == b.kind || a.isNull || b.isNull { return try strict(a, b) }
        return try Number(a) == Number(b)
    }

    /// Two strings by their characters, everything else as numbers.
    static func isLess(_ a: Value, _ b: Value, orEqual: Bool) throws(EvaluationError) -> Bool {
        if a.kind == .string, b.kind == .string { return a < b || (orEqual && a == b) }
        let (a, b) = (try Number(a), try Number(b))
        return a.isLess(b) || (orEqual && a == b)
    }

    private static func isContainer(_ value: Value) -> Bool { value.kind == .array || value.kind == .object }
}
