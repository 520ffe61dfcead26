public import PregelValues

extension Expression {
    /// A name that an expression looks up in what it is evaluated over.
    public struct Reading: Sendable, Hashable {
        /// The first step of the path: of `{"var": "a.b.0"}` it is `a`.
        public let name: String
        /// Where in the expression the path stands.
        public let pointer: JSONPointer
    }

    /// The names that an expression looks up by paths which stand in it, whatever it is evaluated over.
    ///
    /// What `map`, `filter`, `reduce`, `all`, `some` and `none` do for each item is left out: it sees the item alone. So are
    /// paths that are computed.
    ///
    /// - Parameter source: An expression; of anything else there is no telling.
    public static func readings(in source: Value, dialect: Dialect = .standard) -> [Reading] {
        var search = ReadingSearch(dialect: dialect)
        search.look(at: source, .root)
        return search.found
    }
}

/// Goes through an expression's source as the compiler does.
private struct ReadingSearch {
    let dialect: Expression.Dialect
    var found: [Expression.Reading] = []

    /// As the compiler: what is deeper is no expression.
    private static let maxDepth = 512

    init(dialect: Expression.Dialect) { self.dialect = dialect }

    mutating func look(at source: Value, _ place: JSONPointer) {
        guard place.steps.count <= Self.maxDepth else { return }
        if source.kind == .array { return each(of: source, place) }
        guard source.kind == .object, source.count == 1, let (name, raw) = source.members.first else { return }
        let inside = place.appending(name)
        if dialect == .making {
            if name == "lit" { return }
            if name == "obj" {
                for (key, value) in raw.members { look(at: value, inside.appending(key)) }
                return
            }
        }
        operation(name, Operands(raw, inside))
    }

    private mutating func operation(_ name: String, _ operands: Operands) {
        switch name {
        case "var":
            take(operands[0])
            look(at: operands[1])
        case "map", "filter", "all", "some", "none": look(at: operands[0])
        case "reduce":
            look(at: operands[0])
            look(at: operands[2])
        case "missing":
            if let first = operands[0], first.value.kind == .array {
                for key in Operands(first.value, first.place).all { take(key) }
            } else {
                for key in operands.all { take(key) }
            }
        case "missing_some":
            look(at: operands[0])
            if let keys = operands[1], keys.value.kind == .array {
                for key in Operands(keys.value, keys.place).all { take(key) }
            } else {
                look(at: operands[1])
            }
        default: for operand in operands.all { look(at: operand) }
        }
    }

    private mutating func each(of list: Value, _ place: JSONPointer) {
        for (index, item) in list.items.enumerated() { look(at: item, place.appending(index)) }
    }

    private mutating func look(at operand: Operands.Operand?) {
        if let operand { look(at: operand.value, operand.place) }
    }

    /// A path, or an expression that gives one.
    private mutating func take(_ operand: Operands.Operand?) {
        guard let operand else { return }
        guard let path = operand.value.string else { return look(at: operand) }
        guard let first = PathStep.path(path).first else { return }
        found.append(Expression.Reading(name: first.key, pointer: operand.place))
    }
}

/// The operands of an operation: a list of them, or the only one by itself.
struct Operands {
    struct Operand {
        let value: Value
        let place: JSONPointer
    }

    let all: [Operand]

    init(_ raw: Value, _ place: JSONPointer) {
        all =
            raw.kind == .array
            ? raw.items.enumerated().map { Operand(value: $1, place: place.appending($0)) }
            : [Operand(value: raw, place: place)]
    }

    subscript(_ index: Int) -> Operand? { index < all.count ? all[index] : nil }
}
