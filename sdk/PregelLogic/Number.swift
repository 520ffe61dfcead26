import PregelValues

/// A number in an expression; whole numbers stay whole as long as they fit.
enum Number: Equatable {
    case int(Int)
    case double(Double)

    static let notANumber = Number.double(.nan)

    /// What a value is as a number: null and "" are 0, true is 1; `NaN` for a text that is none (JavaScript `Number`).
    ///
    /// - Throws: For a list or an object: what JavaScript makes of them is nothing to build on.
    init(_ value: Value) throws(EvaluationError) {
        switch value.kind {
        case .null: self = .int(0)
        case .bool: self = .int(value.bool == true ? 1 : 0)
        case .int: self = .int(value.int ?? 0)
        case .double: self = .double(value.double ?? .nan)
        case .string: self = Number(text: value.string ?? "")
        case .array: throw EvaluationError(message: "a list is no number")
        case .bytes: throw EvaluationError(message: "bytes are no number")
        case .object: throw EvaluationError(message: "an object is no number")
        }
    }

    /// What a value begins with as a number (JavaScript `parseFloat`), which sums and products use.
    init(leading value: Value) throws(EvaluationError) {
        switch value.kind {
        case .string: self = Number(text: Number.prefix(of: value.string ?? ""), emptyIs: .notANumber)
        case .null, .bool: self = .notANumber
        default: self = try Number(value)
        }
    }

    private init(text: String, emptyIs: Number = .int(0)) {
        let trimmed = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        let digits = String(trimmed)
        if digits.isEmpty {
            self = text.isEmpty ? emptyIs : .notANumber
        } else if let int = Int(digits) {
            self = .int(int)
        } else if digits.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }),
            let double = Double(digits)
        {
            self = .double(double)
        } else {
            self = .notANumber
        }
    }

    /// The longest beginning of a text that is a number.
    private static func prefix(of text: String) -> String {
        let bytes = Array(text.utf8.drop { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) })
        var place = 0
        if let sign = bytes.first, sign == 0x2B || sign == 0x2D { place += 1 }
        let whole = digits(bytes, &place)
        var fraction = 0
        var end = place
        if place < bytes.count, bytes[place] == 0x2E {
            place += 1
            fraction = digits(bytes, &place)
            if whole > 0 || fraction > 0 { end = fraction > 0 ? place : place - 1 }
        }
        guard whole > 0 || fraction > 0 else { return "" }
        place = max(end, place)
        if place < bytes.count, bytes[place] | 0x20 == 0x65 {
            place += 1
            if place < bytes.count, bytes[place] == 0x2B || bytes[place] == 0x2D { place += 1 }
            if digits(bytes, &place) > 0 { end = place }
        }
        return String(decoding: bytes[0..<end], as: UTF8.self)
    }

    private static func digits(_ bytes: [UInt8], _ place: inout Int) -> Int {
        let begin = place
        while place < bytes.count, bytes[place] >= 0x30, bytes[place] <= 0x39 { place += 1 }
        return place - begin
    }

    /// The number as a value; `nil` where it is not finite.
    var value: Value? {
        // Written out: in `isFinite ? Value(double) : nil` the compiler takes `nil` for the value null.
        guard isFinite else { return nil }
        switch self {
        case .int(let int): return Value(int)
        case .double(let double): return Value(double)
        }
    }

    /// Whether a value can be this number.
    var isFinite: Bool { double.isFinite }

    private var double: Double {
        switch self {
        case .int(let int): Double(int)
        case .double(let double): double
        }
    }

    static func == (a: Number, b: Number) -> Bool {
        if case .int(let x) = a, case .int(let y) = b { return x == y }
        return a.double == b.double
    }

    func isLess(_ other: Number) -> Bool {
        if case .int(let x) = self, case .int(let y) = other { return x < y }
        return double < other.double
    }

    func adding(_ other: Number) -> Number { combine(other, { $0.addingReportingOverflow($1) }, +) }

    func subtracting(_ other: Number) -> Number { combine(other, { $0.subtractingReportingOverflow($1) }, -) }

    func multiplied(by other: Number) -> Number { combine(other, { $0.multipliedReportingOverflow(by: $1) }, *) }

    /// Whole where both are and nothing is left over.
    func divided(by other: Number) -> Number {
        if case .int(let x) = self, case .int(let y) = other, y != 0 {
            let (quotient, rest) = x.dividingFullWidth(by: y)
            if rest == 0 { return .int(quotient) }
        }
        return .double(double / other.double)
    }

    /// With the sign of the dividend, as JavaScript's `%`.
    func remainder(by other: Number) -> Number {
        if case .int(let x) = self, case .int(let y) = other {
            return y == 0 ? .notANumber : y == -1 ? .int(0) : .int(x % y)
        }
        return .double(double.truncatingRemainder(dividingBy: other.double))
    }

    private func combine(
        _ other: Number, _ whole: (Int, Int) -> (partialValue: Int, overflow: Bool),
        _ broken: (Double, Double) -> Double
    ) -> Number {
        if case .int(let x) = self, case .int(let y) = other {
            let (result, overflow) = whole(x, y)
            if !overflow { return .int(result) }
        }
        return .double(broken(double, other.double))
    }
}

extension Int {
    /// The quotient and rest of a division that may not overflow.
    fileprivate func dividingFullWidth(by divisor: Int) -> (Int, Int) {
        let (quotient, overflow) = dividedReportingOverflow(by: divisor)
        return overflow ? (0, 1) : (quotient, self - quotient * divisor)
    }
}
