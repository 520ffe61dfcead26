import PregelLogic
import PregelValues

extension Reader {
    /// Reads a JsonLogic expression.
    func expression() -> Expression? {
        do throws(ExpressionError) {
            return try Expression(value)
        } catch {
            faults.add("bad-expression", ExpressionFault.message(error), at: place)
            return nil
        }
    }
}

/// What is wrong with an expression, in one sentence.
enum ExpressionFault {
    static func message(_ error: ExpressionError) -> String { error.message }
}
