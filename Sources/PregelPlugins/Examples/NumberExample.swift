import PregelValues

/// A number that a schema takes: the one nearest to zero, as far as its limits are simple.
struct NumberExample {
    private let schema: Value

    init(_ schema: Value) { self.schema = schema }

    func value(isWhole: Bool) -> Value? {
        let step = schema["multipleOf"]?.double
        let grain = step ?? 1
        guard grain > 0 else { return nil }
        var number = 0.0
        if let least = schema["minimum"]?.double, least > number { number = (least / grain).rounded(.up) * grain }
        if let bound = schema["exclusiveMinimum"]?.double, bound >= number { number = above(bound, grain) }
        if let most = schema["maximum"]?.double, most < number { number = (most / grain).rounded(.down) * grain }
        if let bound = schema["exclusiveMaximum"]?.double, bound <= number { number = -above(-bound, grain) }
        // Between two limits that are closer than a step there is no whole number, but there are others.
        if !isWhole, step == nil, let between = between(number) { number = between }
        if let whole = Int(exactly: number) { return Value(whole) }
        return isWhole ? nil : Value(number)
    }

    private func above(_ bound: Double, _ grain: Double) -> Double { ((bound / grain).rounded(.down) + 1) * grain }

    /// The middle of the limits, where the number lies outside of them.
    private func between(_ number: Double) -> Double? {
        let low = schema["exclusiveMinimum"]?.double ?? schema["minimum"]?.double
        let high = schema["exclusiveMaximum"]?.double ?? schema["maximum"]?.double
        guard let low, let high, number < low || number > high || number == low || number == high else { return nil }
        return low + (high - low) / 2
    }
}
