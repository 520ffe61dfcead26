import PregelDiagnostics
import PregelEngine
import PregelLogic
import PregelManifest
import PregelValues

/// A conditional edge's `{"expr": …}`.
final class ExpressionRouter: RouterBody {
    private let expression: Expression

    init(_ source: Value, of node: String, _ manifest: Manifest) throws(DiagnosticsError) {
        do throws(ExpressionError) {
            expression = try Expression(source, dialect: .standard)
        } catch {
            throw DiagnosticsError(
                Diagnostic(
                    code: "manifest.bad-expression",
                    message: "the route after \(Wording.quoted(node)) is no expression: \(error.message)",
                    location: manifest.place.member("edges").location()))
        }
    }

    func route(_ context: TaskContext) throws(Failure) {
        context.route(to: try expression.value(over: Scope(context.input)))
    }
}

extension Expression {
    /// What the expression gives, or the node's failure that it means.
    func value(over scope: Scope) throws(Failure) -> Value {
        do throws(EvaluationError) {
            return try evaluate(scope)
        } catch {
            throw Failure(.nodeError, kind: "ExpressionError", message: error.message)
        }
    }
}
