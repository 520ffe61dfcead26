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
        if arity.upperBound == Int.max {
            return "at least \(arity.lowerBound) argument\(arity.lowerBound == 1 ? "" : "s")"
        }
        if arity.lowerBound == arity.upperBound { return "\(arity.lowerBound) arguments" }
        return "\(arity.lowerBound) or \(arity.upperBound) arguments"
    }

    /// The operator's result.
    ///
    /// - Throws: Where there is none; the message names the operator.
    func apply(_ values: [Value]) throws(EvaluationError) -> Value {
        do throws(EvaluationError) {
            return try result(values)
        } catch {
            throw EvaluationError(message: "\"\(rawValue)\" has no result here: \(error.message)")
        }
    }

    private func result(_ values: [Value]) throws(EvaluationError) -> Value {
        switch self {
        case .equal, .notEqual, .same, .notSame, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained:
            return Value(try isTrue(of: values))
        case .not: return Value(!Expression.isTrue(values.first ?? .null))
        case .truth: return Value(Expression.isTrue(values.first ?? .null))
        case .max, .min, .add, .multiply, .subtract, .divide, .remainder:
            guard let value = try number(values).value else {
                throw EvaluationError(message: "it is not a finite number")
            }
            return value
        case .merge: return .array(try merged(values))
        case .cat:
            try Text.check(values)
            var text = ""
            for value in values {
                let part = try Text.of(value)
                try Text.check(size: text.utf8.count + part.utf8.count)
                text += part
            }
            return Value(text)
        case .substr: return Value(try Text.part(values))
        }
    }

    private func merged(_ values: [Value]) throws(EvaluationError) -> [Value] {
        let count = values.reduce(0) { $0 + ($1.kind == .array ? $1.count : 1) }
        try Text.check(size: count * MemoryLayout<Value>.stride)
        return values.flatMap { $0.kind == .array ? Array($0.items) : [$0] }
    }

    /// The operators that compare.
    private func isTrue(of values: [Value]) throws(EvaluationError) -> Bool {
        switch self {
        case .equal: try Likeness.loose(values[0], values[1])
        case .notEqual: try !Likeness.loose(values[0], values[1])
        case .same: try Likeness.strict(values[0], values[1])
        case .notSame: try !Likeness.strict(values[0], values[1])
        case .greater: try Likeness.isLess(values[1], values[0], orEqual: false)
        case .greaterOrEqual: try Likeness.isLess(values[1], values[0], orEqual: true)
        case .contained: try isContained(values[0], values[1])
        default: try isChain(values, orEqual: self == .lessOrEqual)
        }
    }

    /// The operators that count.
    private func number(_ values: [Value]) throws(EvaluationError) -> Number {
        switch self {
        case .max: return try extreme(values) { $0.isLess($1) }
        case .min: return try extreme(values) { $1.isLess($0) }
        case .multiply: return try fold(values, from: 1) { $0.multiplied(by: $1) }
        case .subtract:
            if values.count == 1 { return try Number.int(0).subtracting(Number(values[0])) }
            return try Number(values[0]).subtracting(Number(values[1]))
        case .divide: return try Number(values[0]).divided(by: Number(values[1]))
        case .remainder: return try Number(values[0]).remainder(by: Number(values[1]))
        default: return try fold(values, from: 0) { $0.adding($1) }
        }
    }

    /// Whether two or three values ascend.
    private func isChain(_ values: [Value], orEqual: Bool) throws(EvaluationError) -> Bool {
        guard try Likeness.isLess(values[0], values[1], orEqual: orEqual) else { return false }
        if values.count < 3 { return true }
        return try Likeness.isLess(values[1], values[2], orEqual: orEqual)
    }

    /// The first number that no later one displaces; `NaN` where one is none.
    private func extreme(
        _ values: [Value], _ isDisplaced: (Number, Number) -> Bool
    ) throws(EvaluationError) -> Number {
        var best = try Number(values[0])
        for value in values.dropFirst() {
            let number = try Number(value)
            if !number.isFinite || !best.isFinite { return .notANumber }
            if isDisplaced(best, number) { best = number }
        }
        return best
    }

    private func fold(
        _ values: [Value], from start: Int, _ combine: (Number, Number) -> Number
    ) throws(EvaluationError) -> Number {
        var total = Number.int(start)
        for value in values { total = combine(total, try Number(leading: value)) }
        return total
    }

    private func isContained(_ item: Value, _ whole: Value) throws(EvaluationError) -> Bool {
        if whole.kind == .string {
            guard item.kind == .string else {
                throw EvaluationError(message: "a string holds strings, not \(item)")
            }
            return Text.contains(whole, item)
        }
        for other in whole.items where try Likeness.strict(item, other) { return true }
        return false
    }
}
