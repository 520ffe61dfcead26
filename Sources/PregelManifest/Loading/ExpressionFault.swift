import PregelDiagnostics
import PregelLogic
import PregelValues

/// What is wrong with an expression, for a diagnostic.
struct ExpressionFault {
    let message: String
    /// Where in the expression, as a JSON pointer: an operation.
    let pointer: String
    /// The operation's key, where there is no such operator.
    let key: String?
    let notes: [String]
    let fix: String?

    /// Looks for a fault; `nil` where the value is an expression.
    ///
    /// An object with one key is an operation, so a key that is no operator is most likely a typo.
    static func find(in value: Value, _ dialect: Expression.Dialect) -> ExpressionFault? {
        do throws(ExpressionError) {
            _ = try Expression(value, dialect: dialect)
            return nil
        } catch {
            return ExpressionFault(error)
        }
    }

    private init(_ error: ExpressionError) {
        message = error.message
        guard !error.operators.isEmpty, let name = error.pointer.steps.last else {
            pointer = error.pointer.description
            (key, notes, fix) = (nil, [], nil)
            return
        }
        pointer = JSONPointer(error.pointer.steps.dropLast()).description
        key = name
        notes = ["operators: " + Wording.list(error.operators, atMost: 50)]
        fix = nearestName(to: name, in: error.operators).map { "write \(Wording.quoted($0))" }
    }
}
