public import PregelValues

/// A JsonLogic expression, compiled once and evaluated any number of times, from any thread.
///
/// An object with one member is an operation, everything else stands for itself; a list is a list of expressions. Whole
/// numbers stay whole where both operands are (but for `/` with a remainder).
public struct Expression: Sendable {
    let root: Node

    /// Which operators an expression may use besides JsonLogic's own.
    public enum Dialect: Sendable {
        /// JsonLogic alone.
        case standard
        /// With `{"obj": {key: EXPR}}`, which makes an object, and `{"lit": VALUE}`, which is VALUE as it stands.
        case making
    }

    /// Compiles an expression.
    ///
    /// - Throws: An operator that there is not, with its place.
    public init(_ source: Value, dialect: Dialect = .standard) throws(ExpressionError) {
        root = try ExpressionCompiler(dialect: dialect).compile(source, at: .root)
    }

    /// The expression's value for a scope.
    ///
    /// - Throws: Where an operation has no result: a division by zero, a sum of what is no number.
    public func evaluate(_ scope: Scope) throws(EvaluationError) -> Value { try root.evaluate(scope) }

    /// The expression's value for data.
    public func evaluate(_ data: Value) throws(EvaluationError) -> Value { try root.evaluate(Scope(data)) }

    /// Whether a value counts as true: all but null, false, 0, "" and [].
    public static func isTrue(_ value: Value) -> Bool {
        switch value.kind {
        case .null: false
        case .bool: value.bool ?? false
        case .int, .double: value.double != 0
        case .string, .bytes, .array: value.count > 0
        case .object: true
        }
    }
}

/// What `var` looks things up in: a value, or a few named ones, which are not copied into an object.
public struct Scope: Sendable {
    private let data: Value?
    private let names: [(name: String, value: Value)]

    /// One value: its members and items.
    public init(_ data: Value) {
        self.data = data
        names = []
    }

    /// Named values.
    public init(_ names: [(name: String, value: Value)]) {
        data = nil
        self.names = names
    }

    /// Everything, as one value.
    var whole: Value { data ?? .object(names.map { (key: $0.name, value: $0.value) }) }

    /// The value at a dotted path; `nil` where there is none.
    func find(_ path: [PathStep]) -> Value? {
        guard let first = path.first else { return whole }
        guard data == nil else { return Scope.walk(data, path[...]) }
        return Scope.walk(names.first { $0.name == first.key }?.value, path.dropFirst())
    }

    private static func walk(_ start: Value?, _ path: ArraySlice<PathStep>) -> Value? {
        var value = start
        for step in path {
            guard let current = value else { return nil }
            if let index = step.index, current.kind == .array {
                value = index < current.count ? current.items[index] : nil
            } else {
                value = current[step.key]
            }
        }
        return value
    }
}

/// A step of a dotted path: a key, and the index that it may mean in an array.
struct PathStep: Sendable {
    let key: String
    let index: Int?

    static func path(_ text: String) -> [PathStep] {
        if text.isEmpty { return [] }
        // By bytes: a mark that combines with the dot before it must not hide it.
        return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { part in
            let key = String(Substring(part))
            let isIndex = !part.isEmpty && part.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            return PathStep(key: key, index: isIndex ? Int(key) : nil)
        }
    }
}
