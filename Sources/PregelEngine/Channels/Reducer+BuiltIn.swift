internal import PregelValues

extension Reducer {
    /// Lists end to end; starts with `[]`. A list that grows by one each superstep is not copied each superstep.
    public static let append = Reducer(Concatenation(), start: [])
    /// Numbers added; starts with 0. Whole numbers stay whole.
    public static let sum = Reducer(start: 0) { try add($0, $1) }
    /// Objects merged, the write's members winning; starts with `{}`.
    public static let merge = Reducer(start: [:]) { current, update in
        guard current.kind == .object, update.kind == .object else {
            throw mismatch("merge", "objects", current, update)
        }
        return current.merging(update)
    }
    /// Lists end to end, of equal items the first alone; starts with `[]`.
    public static let union = Reducer(start: []) { current, update in
        guard current.kind == .array, update.kind == .array else { throw mismatch("union", "lists", current, update) }
        var known: Set<Value> = []
        return .array((Array(current.items) + Array(update.items)).filter { known.insert($0).inserted })
    }
    /// The greater of two numbers or strings; no start value.
    public static let max = Reducer { try isBefore($0, $1, "max") ? $1 : $0 }
    /// The lesser of two numbers or strings; no start value.
    public static let min = Reducer { try isBefore($1, $0, "min") ? $1 : $0 }
    /// Whether both are true; starts with true.
    public static let and = Reducer(start: true) { try both($0, $1, "and") { $0 && $1 } }
    /// Whether one is true; starts with false.
    public static let or = Reducer(start: false) { try both($0, $1, "or") { $0 || $1 } }
    /// Chat messages merged by their `id`; the role `remove` deletes. Starts with `[]`.
    public static let messages = Reducer(start: []) { try MessageList.merge($0, $1) }

    /// The built-in reducers by the names that manifests use.
    package static let named: [(name: String, reducer: Reducer)] = [
        ("append", append), ("sum", sum), ("merge", merge), ("union", union), ("max", max), ("min", min), ("and", and),
        ("or", or), ("messages", messages),
    ]
}

/// `append`, without a closure in between: it is on the path of every agent's loop.
final class Concatenation: ReducerBody {
    func reduce(_ current: Value, _ update: Value) throws(Failure) -> Value {
        guard current.kind == .array, update.kind == .array else { throw mismatch("append", "lists", current, update) }
        return current.appending(update)
    }
}

/// The failure of a built-in reducer that cannot combine two values.
func mismatch(_ reducer: String, _ expected: String, _ current: Value, _ update: Value) -> Failure {
    Failure(
        .invalidUpdate,
        message:
            "the reducer \(reducer) takes \(expected) and cannot combine \(named(current.kind)) with \(named(update.kind))"
    )
}

private func named(_ kind: Value.Kind) -> String {
    switch kind {
    case .null: "null"
    case .bool: "a truth value"
    case .int, .double: "a number"
    case .string: "a string"
    case .bytes: "bytes"
    case .array: "a list"
    case .object: "an object"
    }
}

private func add(_ a: Value, _ b: Value) throws(Failure) -> Value {
    if let x = a.int, let y = b.int {
        let (sum, overflow) = x.addingReportingOverflow(y)
        if !overflow { return Value(sum) }
    }
    guard let x = a.double, let y = b.double else { throw mismatch("sum", "numbers", a, b) }
    guard (x + y).isFinite else { throw Failure(.invalidUpdate, message: "the reducer sum overflows: \(a) + \(b)") }
    return Value(x + y)
}

private func isBefore(_ a: Value, _ b: Value, _ reducer: String) throws(Failure) -> Bool {
    let areNumbers = a.double != nil && b.double != nil
    guard areNumbers || (a.kind == .string && b.kind == .string) else {
        throw mismatch(reducer, "two numbers or two strings", a, b)
    }
    return a < b
}

/// Looks at both, also where the first decides: what is no truth value must not pass by luck.
private func both(
    _ a: Value, _ b: Value, _ reducer: String, _ combine: (Bool, Bool) -> Bool
) throws(Failure) -> Value {
    guard let x = a.bool, let y = b.bool else { throw mismatch(reducer, "truth values", a, b) }
    return Value(combine(x, y))
}
