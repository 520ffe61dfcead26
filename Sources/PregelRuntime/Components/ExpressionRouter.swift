import PregelEngine
import PregelLogic
import PregelValues

/// A conditional edge's `{"expr": …}`.
struct ExpressionRouter: RouterBody {
    let expression: Expression

    func route(_ context: TaskContext) throws(Failure) {
        context.route(to: try expression.value(over: context.input))
    }
}

extension Expression {
    /// What the expression gives, or the node's failure that it means.
    func value(over variables: Value) throws(Failure) -> Value {
        do throws(ExpressionError) {
            return try evaluate(variables)
        } catch {
            throw Failure(.nodeError, kind: "ExpressionError", message: "\(error)")
        }
    }
}
