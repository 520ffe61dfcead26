#if canImport(PregelLogic)
    import PregelLogic
#endif
import PregelValues

/// Whether a value is a JsonLogic expression.
enum ExpressionRule {
    /// What is wrong with it, and where in it; `nil` where nothing is.
    static func fault(in value: Value) -> String? {
        #if canImport(PregelLogic)
            do throws(ExpressionError) {
                _ = try Expression(value, dialect: .making)
                return nil
            } catch {
                return "\(error)"
            }
        #else
            return nil
        #endif
    }
}
