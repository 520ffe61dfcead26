import PregelValues

/// Holds values against the filter of a search (STO-2).
enum StoreFilter {
    /// Whether an item has all that a filter asks for.
    static func accepts(_ item: Value, _ filter: Value) throws(Failure) -> Bool {
        for (key, wanted) in filter.members {
            if try !fits(item[key] ?? .null, wanted) { return false }
        }
        return true
    }

    private static func fits(_ value: Value, _ wanted: Value) throws(Failure) -> Bool {
        switch wanted.kind {
        case .object where wanted.members.contains(where: { $0.key.utf8.first == UInt8(ascii: "$") }):
            for (name, operand) in wanted.members {
                if try !compares(value, name, operand) { return false }
            }
            return true
        case .object: return value.kind == .object ? try accepts(value, wanted) : false
        case .array:
            guard value.kind == .array, value.count == wanted.count else { return false }
            for (mine, its) in zip(value.items, wanted.items) {
                if try !fits(mine, its) { return false }
            }
            return true
        default: return value == wanted
        }
    }

    private static func compares(_ value: Value, _ name: String, _ operand: Value) throws(Failure) -> Bool {
        switch name {
        case "$eq": return value == operand
        case "$ne": return value != operand
        case "$gt": return try number(value) > number(operand)
        case "$gte": return try number(value) >= number(operand)
        case "$lt": return try number(value) < number(operand)
        case "$lte": return try number(value) <= number(operand)
        default:
            throw Failure(
                .nodeError, kind: "ValueError",
                message: "\"\(name)\" is no operator of a filter: $eq, $ne, $gt, $gte, $lt or $lte", isTransient: false)
        }
    }

    /// A number, or a text that is one, as Python's `float` takes it.
    private static func number(_ value: Value) throws(Failure) -> Double {
        if let number = value.double ?? value.int.map(Double.init) ?? value.string.flatMap(Double.init) {
            return number
        }
        if let truth = value.bool { return truth ? 1 : 0 }
        throw Failure(
            .nodeError, kind: value.kind == .string ? "ValueError" : "TypeError",
            message: "a filter compares \(value), which is no number", isTransient: false)
    }
}
