import PregelValues

/// The operators that take the values of their arguments.
enum Operation: String, CaseIterable, Sendable {
    case equal = "=="
    case notEqual = "!="
    case same = "==="
    case notSame = "!=="
    case not = "!"
    case truth = "!!"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case max, min
    case add = "+"
    case multiply = "*"
    case subtract = "-"
    case divide = "/"
    case remainder = "%"
    case merge
    case contained = "in"
    case cat, substr

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .equal, .notEqual, .same, .notSame, .greater, .greaterOrEqual, .divide, .remainder, .contained: 2...2
        case .not, .truth: 0...1
        case .less, .lessOrEqual, .substr: 2...3
        case .subtract: 1...2
        case .max, .min, .multiply: 1...Int.max
        case .add, .merge, .cat: 0...Int.max
        }
    }

    /// That, in words.
    var arityText: String {
        let arity = arity
        if arity.upperBound == Int.max { return "at least \(arity.lowerBound) arguments" }
        if arity.lowerBound == arity.upperBound { return "\(arity.lowerBound) arguments" }
        return "\(arity.lowerBound) or \(arity.upperBound) arguments"
    }

    func apply(_ values: [Value]) throws(EvaluationError) -> Value {
        switch self {
        case .equal: return Value(Likeness.loose(values[0], values[1]))
        case .notEqual: return Value(!Likeness.loose(values[0], values[1]))
        case .same: return Value(Likeness.strict(values[0], values[1]))
        case .notSame: return Value(!Likeness.strict(values[0], values[1]))
        case .not: return Value(!Expression.isTrue(values.first ?? .null))
        case .truth: return Value(Expression.isTrue(values.first ?? .null))
        case .less: return Value(isChain(values) { Likeness.isLess($0, $1, orEqual: false) })
        case .lessOrEqual: return Value(isChain(values) { Likeness.isLess($0, $1, orEqual: true) })
        case .greater: return Value(Likeness.isLess(values[1], values[0], orEqual: false))
        case .greaterOrEqual: return Value(Likeness.isLess(values[1], values[0], orEqual: true))
        case .max: return try finite(extreme(values) { $0.isLess($1) })
        case .min: return try finite(extreme(values) { $1.isLess($0) })
        case .add: return try finite(fold(values, from: 0) { $0.adding($1) })
        case .multiply: return try finite(fold(values, from: 1) { $0.multiplied(by: $1) })
        case .subtract:
            if values.count == 1 { return try finite(Number.int(0).subtracting(Number(values[0]))) }
            return try finite(Number(values[0]).subtracting(Number(values[1])))
        case .divide: return try finite(Number(values[0]).divided(by: Number(values[1])))
        case .remainder: return try finite(Number(values[0]).remainder(by: Number(values[1])))
        case .merge: return .array(values.flatMap { $0.kind == .array ? Array($0.items) : [$0] })
        case .contained: return Value(try isContained(values[0], values[1]))
        case .cat:
            var text = ""
            for value in values { text += try Text.of(value) }
            return Value(text)
        case .substr: return Value(try Text.part(values))
        }
    }

    private func isChain(_ values: [Value], _ test: (Value, Value) -> Bool) -> Bool {
        test(values[0], values[1]) && (values.count < 3 || test(values[1], values[2]))
    }

    /// The last number that no later one displaces; `NaN` where one is none.
    private func extreme(_ values: [Value], _ isDisplaced: (Number, Number) -> Bool) -> Number {
        var best = Number(values[0])
        for value in values.dropFirst() {
            let number = Number(value)
            if !number.isFinite || !best.isFinite { return .notANumber }
            if isDisplaced(best, number) { best = number }
        }
        return best
    }

    private func fold(_ values: [Value], from start: Int, _ combine: (Number, Number) -> Number) -> Number {
        var total = Number.int(start)
        for value in values { total = combine(total, Number(leading: value)) }
        return total
    }

    private func isContained(_ item: Value, _ whole: Value) throws(EvaluationError) -> Bool {
        if let text = whole.string {
            guard let part = item.string else {
                throw EvaluationError(message: "\"in\" looks for a string in a string, not for \(item)")
            }
            return Text.contains(text, part)
        }
        return whole.items.contains { Likeness.strict(item, $0) }
    }

    private func finite(_ number: Number) throws(EvaluationError) -> Value {
        guard let value = number.value else {
            throw EvaluationError(message: "\"\(rawValue)\" has no result here: it is not a finite number")
        }
        return value
    }
}
