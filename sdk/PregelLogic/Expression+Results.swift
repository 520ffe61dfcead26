public import PregelValues

extension Expression {
    /// What can be told of an expression's result without evaluating it.
    public struct Results: Sendable {
        /// A value that stands in the expression, and may be its result, or an item of a list that is.
        public struct Constant: Sendable {
            /// The value.
            public let value: Value
            /// Where in the expression it stands.
            public let pointer: JSONPointer
        }

        /// The values that stand in the expression and may come out of it as they are.
        public fileprivate(set) var constants: [Constant] = []
        /// Whether nothing but the constants can come out.
        public fileprivate(set) var isComplete = true
        /// Whether what comes out is never a list.
        public fileprivate(set) var isSingle = true
    }

    /// What an expression may give: its branches (`if`, `?:`, `and`, `or`) are followed, nothing is computed.
    public static func results(of source: Value, dialect: Dialect = .standard) -> Results {
        var search = ResultSearch(dialect: dialect)
        search.look(at: source, .root)
        return search.results
    }
}

/// Follows the branches of an expression.
private struct ResultSearch {
    let dialect: Expression.Dialect
    var results = Expression.Results()

    /// As the compiler: what is deeper is no expression.
    private static let maxDepth = 512
    /// The operators that give one value that is no list, whatever they are given.
    private static let single: Set<String> = [
        "==", "!=", "===", "!==", "!", "!!", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "max", "min", "in", "cat",
        "substr", "all", "some", "none",
    ]

    init(dialect: Expression.Dialect) { self.dialect = dialect }

    mutating func look(at source: Value, _ place: JSONPointer) {
        guard place.steps.count <= Self.maxDepth else { return results.isComplete = false }
        if source.kind == .array {
            results.isSingle = false
            return each(of: source, place)
        }
        guard source.kind == .object, source.count == 1, let (name, raw) = source.members.first else {
            return add(source, place)
        }
        let inside = place.appending(name)
        if dialect == .making {
            if name == "lit" { return literal(raw, inside) }
            if name == "obj" { return results.isComplete = false }
        }
        operation(name, Operands(raw, inside))
    }

    private mutating func operation(_ name: String, _ operands: Operands) {
        switch name {
        case "if", "?:":
            for (index, operand) in operands.all.enumerated() where index % 2 == 1 || index == operands.all.count - 1 {
                look(at: operand.value, operand.place)
            }
            // Where no condition holds, and nothing else is said, it gives null.
            if operands.all.count % 2 == 0 { results.isComplete = false }
        case "and", "or": logical(operands, stopsAt: name == "or")
        default:
            results.isComplete = false
            if !Self.single.contains(name) { results.isSingle = false }
        }
    }

    /// The last operand comes out, or one before it that decides.
    private mutating func logical(_ operands: Operands, stopsAt: Bool) {
        guard let last = operands.all.last else { return results.isComplete = false }
        for operand in operands.all.dropLast() {
            var search = ResultSearch(dialect: dialect)
            search.look(at: operand.value, operand.place)
            let deciding = search.results.constants.filter { Expression.isTrue($0.value) == stopsAt }
            results.constants += deciding
            results.isComplete = results.isComplete && search.results.isComplete
            results.isSingle = results.isSingle && search.results.isSingle
        }
        look(at: last.value, last.place)
    }

    private mutating func literal(_ value: Value, _ place: JSONPointer) {
        guard value.kind == .array else { return add(value, place) }
        results.isSingle = false
        for (index, item) in value.items.enumerated() { add(item, place.appending(index)) }
    }

    private mutating func each(of list: Value, _ place: JSONPointer) {
        for (index, item) in list.items.enumerated() { look(at: item, place.appending(index)) }
    }

    private mutating func add(_ value: Value, _ place: JSONPointer) {
        results.constants.append(Expression.Results.Constant(value: value, pointer: place))
    }
}
