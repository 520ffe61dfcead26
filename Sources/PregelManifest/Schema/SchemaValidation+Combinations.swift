import PregelDiagnostics
import PregelValues

/// Keywords that combine schemas for one value.
extension SchemaValidation {
    mutating func checkCombinations(_ value: Value, _ node: SchemaNode, _ path: Path) -> Bool {
        var fits = true
        if let reference = node.reference { fits = check(value, against: reference, at: path) }
        if let dynamic = node.dynamic { fits = check(value, against: target(of: dynamic), at: path) && fits }
        for schema in node.allOf where !isQuiet || fits { fits = check(value, against: schema, at: path) && fits }
        if isQuiet && !fits { return false }
        if !node.anyOf.isEmpty { fits = checkAny(of: node.anyOf, value, path) && fits }
        if !node.oneOf.isEmpty { fits = checkOne(of: node.oneOf, value, path) && fits }
        if let not = node.not, isValid(value, against: not) {
            report(path, "not", "\(value.brief) is just what is not allowed here")
            fits = false
        }
        if let condition = node.condition {
            let branch = isValid(value, against: condition) ? node.then : node.otherwise
            if let branch { fits = check(value, against: branch, at: path) && fits }
        }
        if fits { fits = checkUnevaluated(value, node, path) }
        return fits && !isExhausted
    }

    private mutating func checkAny(of schemas: [Int], _ value: Value, _ path: Path) -> Bool {
        for schema in schemas {
            if isValid(value, against: schema) { return true }
        }
        if !isQuiet { reportNearest(of: schemas, "anyOf", value, path) }
        return false
    }

    private mutating func checkOne(of schemas: [Int], _ value: Value, _ path: Path) -> Bool {
        var matches = 0
        for schema in schemas {
            if isValid(value, against: schema) { matches += 1 }
        }
        if matches > 1 { report(path, "oneOf", "\(value.brief) fits \(matches) of the alternatives, not one alone") }
        if matches == 0, !isQuiet { reportNearest(of: schemas, "oneOf", value, path) }
        return matches == 1
    }

    /// Of alternatives that all refuse, the one for this type of value is what was meant.
    private mutating func reportNearest(of schemas: [Int], _ keyword: String, _ value: Value, _ path: Path) {
        let types = schemas.map { self.types(of: $0) }
        let meant = zip(schemas, types).filter { $0.1.accepts(value) }
        if meant.count == 1 {
            _ = check(value, against: meant[0].0, at: path)
        } else if meant.isEmpty, let expected = types.first.map({ types.dropFirst().reduce($0) { $0.union($1) } }) {
            report(path, keyword, "expected \(expected.words), found \(value.brief)")
        } else {
            report(path, keyword, "\(value.brief) fits none of the \(schemas.count) alternatives")
        }
    }

    /// The types that a subschema can accept, as far as it says so at once.
    private func types(of index: Int) -> SchemaNode.TypeSet {
        var index = index
        for _ in 0..<8 {
            guard let next = nodes[index].reference, nodes[index].types == nil else { break }
            index = next
        }
        let node = nodes[index]
        if let types = node.types { return types }
        guard let values = node.choices ?? node.exactly.map({ [$0] }) else {
            return [.null, .boolean, .number, .string, .array, .object]
        }
        return values.reduce(into: []) { types, value in
            switch value.kind {
            case .null: types.insert(.null)
            case .bool: types.insert(.boolean)
            case .int, .double: types.insert(.number)
            case .string, .bytes: types.insert(.string)
            case .array: types.insert(.array)
            case .object: types.insert(.object)
            }
        }
    }
}
