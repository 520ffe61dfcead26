public import PregelValues

/// Why something is no expression.
public struct ExpressionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let message: String
    /// Where in the expression.
    public let pointer: JSONPointer
    /// The operators that there are.
    public let operators: [String]

    /// What is wrong.
    public var description: String { message }
}

/// Why an expression has no value.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public let message: String

    /// What is wrong.
    public var description: String { message }
}
