import PregelValues

/// A compiled part of an expression.
indirect enum Node: Sendable {
    case literal(Value)
    case list([Node])
    case object([(key: String, value: Node)])
    /// `var` with a path that is known.
    case variable([PathStep], otherwise: Node?)
    /// `var` with a path that is computed.
    case dynamicVariable(Node, otherwise: Node?)
    case branch([Node])
    case logical([Node], stopsAt: Bool)
    case iteration(Iteration, over: Node, Node)
    case reduce(over: Node, Node, from: Node)
    case missing([Node])
    case missingSome(need: Node, keys: Node)
    case operation(Operation, [Node])

    enum Iteration: String, CaseIterable, Sendable { case map, filter, all, none, some }

    func evaluate(_ scope: Scope) throws(EvaluationError) -> Value {
        switch self {
        case .literal(let value): return value
        case .list(let nodes): return .array(try Node.all(nodes, scope))
        case .object(let members):
            var builder = ObjectBuilder(capacity: members.count)
            for (key, node) in members { builder.set(key, to: try node.evaluate(scope)) }
            return builder.finish()
        case .variable(let path, let otherwise):
            if let found = scope.find(path) { return found }
            return try otherwise?.evaluate(scope) ?? .null
        case .dynamicVariable(let path, let otherwise):
            let path = try Text.of(path.evaluate(scope))
            if let found = scope.find(PathStep.path(path)) { return found }
            return try otherwise?.evaluate(scope) ?? .null
        case .branch(let nodes): return try Node.branch(nodes, scope)
        case .logical(let nodes, let stopsAt):
            var value = Value.null
            for node in nodes {
                value = try node.evaluate(scope)
                if Expression.isTrue(value) == stopsAt { break }
            }
            return value
        case .iteration(let kind, let over, let body): return try Node.iterate(kind, over, body, scope)
        case .reduce(let over, let body, let from):
            var total = try from.evaluate(scope)
            for item in try over.evaluate(scope).items {
                total = try body.evaluate(Scope([("current", item), ("accumulator", total)]))
            }
            return total
        case .missing(let nodes):
            let arguments = try Node.all(nodes, scope)
            let keys = arguments.first.map { $0.kind == .array ? Array($0.items) : arguments } ?? []
            return .array(try Node.missing(keys, scope))
        case .missingSome(let need, let keys):
            let keys = Array(try keys.evaluate(scope).items)
            let gone = try Node.missing(keys, scope)
            let enough = (try need.evaluate(scope).double).map { Double(keys.count - gone.count) >= $0 } ?? false
            return .array(enough ? [] : gone)
        case .operation(let operation, let nodes): return try operation.apply(Node.all(nodes, scope))
        }
    }

    private static func all(_ nodes: [Node], _ scope: Scope) throws(EvaluationError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(nodes.count)
        for node in nodes { values.append(try node.evaluate(scope)) }
        return values
    }

    private static func branch(_ nodes: [Node], _ scope: Scope) throws(EvaluationError) -> Value {
        var place = 0
        while place + 1 < nodes.count {
            if Expression.isTrue(try nodes[place].evaluate(scope)) { return try nodes[place + 1].evaluate(scope) }
            place += 2
        }
        return place < nodes.count ? try nodes[place].evaluate(scope) : .null
    }

    private static func iterate(
        _ kind: Iteration, _ over: Node, _ body: Node, _ scope: Scope
    ) throws(EvaluationError) -> Value {
        let items = try over.evaluate(scope).items
        var results: [Value] = []
        var hits = 0
        for item in items {
            let result = try body.evaluate(Scope(item))
            let isHit = Expression.isTrue(result)
            if isHit { hits += 1 }
            if kind == .map { results.append(result) }
            if kind == .filter, isHit { results.append(item) }
        }
        switch kind {
        case .map, .filter: return .array(results)
        case .all: return Value(hits > 0 && hits == items.count)
        case .some: return Value(hits > 0)
        case .none: return Value(hits == 0)
        }
    }

    private static func missing(_ keys: [Value], _ scope: Scope) throws(EvaluationError) -> [Value] {
        var gone: [Value] = []
        for key in keys {
            let found = scope.find(PathStep.path(try Text.of(key))) ?? .null
            if found.isNull || found == "" { gone.append(key) }
        }
        return gone
    }
}
