import PregelValues

/// Adds the defaults of properties that are missing.
struct DefaultFiller {
    let nodes: [SchemaNode]
    private var depth = 0
    private var fuel = 1_000_000

    /// A default may lack properties that have defaults, without end.
    private static let deepest = 100

    init(nodes: [SchemaNode]) { self.nodes = nodes }

    mutating func fill(_ value: Value, from index: Int) -> Value {
        depth += 1
        fuel -= 1
        defer { depth -= 1 }
        guard depth <= Self.deepest, fuel > 0 else { return value }
        let node = nodes[index]
        var value = value
        if let reference = node.reference { value = fill(value, from: reference) }
        if let dynamic = node.dynamic { value = fill(value, from: dynamic.fallback) }
        for schema in node.allOf { value = fill(value, from: schema) }
        switch value.kind {
        case .object: value = fillObject(value, node.objects)
        case .array: value = fillArray(value, node.arrays)
        default: break
        }
        return fillBranches(value, node)
    }

    /// Where a value may be of several shapes, the one that it has decides.
    private mutating func fillBranches(_ value: Value, _ node: SchemaNode) -> Value {
        var value = value
        for alternatives in [node.anyOf, node.oneOf] {
            for schema in alternatives where accepts(value, schema) {
                value = fill(value, from: schema)
                break
            }
        }
        guard let condition = node.condition else { return value }
        let branch = accepts(value, condition) ? node.then : node.otherwise
        return branch.map { fill(value, from: $0) } ?? value
    }

    /// Checks on the same budget: a choice at each level must not multiply the work.
    private mutating func accepts(_ value: Value, _ schema: Int) -> Bool {
        var validation = SchemaValidation(nodes: nodes, fuel: fuel)
        defer { fuel = validation.fuel }
        return validation.isValid(value, against: schema)
    }

    private mutating func fillObject(_ value: Value, _ rules: SchemaNode.ObjectRules) -> Value {
        guard !rules.properties.isEmpty || rules.additional != nil || !rules.patterns.isEmpty else { return value }
        var object = ObjectBuilder(capacity: value.count + rules.order.count)
        for (key, member) in value.members {
            let named = rules.properties[key] ?? rules.patterns.first { $0.pattern.compiled.matches(key) }?.schema
            let schema = named ?? rules.additional
            object.set(key, to: schema.map { fill(member, from: $0) } ?? member)
        }
        for key in rules.order where value[key] == nil {
            guard let schema = rules.properties[key], let fallback = fallback(of: schema) else { continue }
            object.set(key, to: fill(fallback, from: schema))
        }
        return object.finish()
    }

    private mutating func fillArray(_ value: Value, _ rules: SchemaNode.ArrayRules) -> Value {
        guard !rules.tuple.isEmpty || rules.rest != nil else { return value }
        var items: [Value] = []
        items.reserveCapacity(value.count)
        for (index, item) in value.items.enumerated() {
            let schema = index < rules.tuple.count ? rules.tuple[index] : rules.rest
            items.append(schema.map { fill(item, from: $0) } ?? item)
        }
        return .array(items)
    }

    /// A property's default, its own or that of what it refers to.
    private func fallback(of index: Int) -> Value? {
        var index = index
        for _ in 0..<Self.deepest {
            if let fallback = nodes[index].fallback { return fallback }
            guard let next = nodes[index].reference else { return nil }
            index = next
        }
        return nil
    }
}
