import Testing
import PregelLogic
import PregelValues

/// An expression, what it is evaluated over, and what must come of it, as JSON; `gives` is `nil` for an error.
struct LogicCase: Sendable, CustomTestStringConvertible {
    let logic: String
    let data: String
    let gives: String?

    init(_ logic: String, over data: String = "null", gives: String?) {
        self.logic = logic
        self.data = data
        self.gives = gives
    }

    var testDescription: String { "\(logic) over \(data)" }

    /// Compiles and evaluates, with the operators that make values.
    func result() throws -> Value {
        try Expression(Value(json: logic), dialect: .making).evaluate(Value(json: data))
    }
}
