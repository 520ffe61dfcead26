import PregelValues

/// Turns JSON into nodes.
struct ExpressionCompiler {
    let dialect: Expression.Dialect

    /// As deep as a JSON text may be: compiling and evaluating recurse.
    private static let maxDepth = 512

    func compile(_ source: Value, at place: ExpressionPlace) throws(ExpressionError) -> Node {
        guard place.depth <= ExpressionCompiler.maxDepth else {
            throw ExpressionError(
                message: "the expression is nested more than \(ExpressionCompiler.maxDepth) deep",
                pointer: place.pointer,
                operators: [])
        }
        if source.kind == .array {
            let nodes = try list(source, at: place)
            return .list(nodes)
        }
        guard source.kind == .object, source.count == 1, let (name, raw) = source.members.first else {
            return .literal(source)
        }
        let inside = place.appending(name)
        if dialect == .making {
            if name == "lit" { return .literal(raw) }
            if name == "obj" { return try object(raw, at: inside) }
        }
        let arguments = raw.kind == .array ? try list(raw, at: inside) : [try compile(raw, at: inside)]
        return try operation(name, arguments, at: place)
    }

    private func list(_ source: Value, at place: ExpressionPlace) throws(ExpressionError) -> [Node] {
        var nodes: [Node] = []
        for (index, item) in source.items.enumerated() { nodes.append(try compile(item, at: place.appending(index))) }
        return nodes
    }

    private func object(_ source: Value, at place: ExpressionPlace) throws(ExpressionError) -> Node {
        guard source.kind == .object else {
            throw ExpressionError(
                message: "\"obj\" takes an object whose values are expressions", pointer: place.pointer, operators: [])
        }
        var members: [(key: String, value: Node)] = []
        for (key, value) in source.members { members.append((key, try compile(value, at: place.appending(key)))) }
        return .object(members)
    }

    private func operation(
        _ name: String, _ arguments: [Node], at place: ExpressionPlace
    ) throws(ExpressionError) -> Node {
        func argument(_ place: Int) -> Node { place < arguments.count ? arguments[place] : .literal(.null) }
        switch name {
        case "var": return variable(arguments)
        case "if", "?:": return .branch(arguments)
        case "and": return .logical(arguments, stopsAt: false)
        case "or": return .logical(arguments, stopsAt: true)
        case "reduce": return .reduce(over: argument(0), argument(1), from: argument(2))
        case "missing": return .missing(arguments)
        case "missing_some": return .missingSome(need: argument(0), keys: argument(1))
        default: break
        }
        if let kind = Node.Iteration(rawValue: name) { return .iteration(kind, over: argument(0), argument(1)) }
        if let operation = Operation(rawValue: name) {
            guard operation.arity.contains(arguments.count) else {
                throw ExpressionError(
                    message: "\"\(name)\" takes \(operation.arityText), not \(arguments.count)", pointer: place.pointer,
                    operators: [])
            }
            return .operation(operation, arguments)
        }
        throw ExpressionError(
            message: "\"\(name)\" is no operator of JsonLogic", pointer: place.appending(name).pointer,
            operators: operators)
    }

    private func variable(_ arguments: [Node]) -> Node {
        let otherwise = arguments.count > 1 ? arguments[1] : nil
        guard let first = arguments.first else { return .variable([], otherwise: nil) }
        // What has no text, such as an object, is told when it is evaluated, as a path that is computed would be.
        guard case .literal(let path) = first, let text = try? Text.of(path) else {
            return .dynamicVariable(first, otherwise: otherwise)
        }
        return .variable(PathStep.path(text), otherwise: otherwise)
    }

    private var operators: [String] {
        let special = ["var", "if", "?:", "and", "or", "reduce", "missing", "missing_some"]
        let making = dialect == .making ? ["obj", "lit"] : []
        return special + Node.Iteration.allCases.map(\.rawValue) + Operation.allCases.map(\.rawValue) + making
    }
}
