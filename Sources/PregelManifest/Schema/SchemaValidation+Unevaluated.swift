import PregelDiagnostics
import PregelValues

/// `unevaluatedProperties` and `unevaluatedItems`: what nothing else has looked at, here or in a subschema for the same
/// value that accepts it.
extension SchemaValidation {
    mutating func checkUnevaluated(_ value: Value, _ node: SchemaNode, _ path: Path) -> Bool {
        switch value.kind {
        case .object:
            guard let rest = node.objects.unevaluated else { return true }
            return checkMembers(value, rest, node, path)
        case .array:
            guard let rest = node.arrays.unevaluated else { return true }
            return checkItems(value, rest, node, path)
        default: return true
        }
    }

    private mutating func checkMembers(_ value: Value, _ rest: Int, _ node: SchemaNode, _ path: Path) -> Bool {
        var seen = SeenParts()
        see(value, node, &seen)
        guard fuel > 0 else { return giveUp(at: path) }
        var fits = true
        for (key, member) in value.members where !seen.sees(key) {
            guard nodes[rest].constant == false else {
                fits = check(member, against: rest, at: .key(key, in: path)) && fits
                continue
            }
            let close = isQuiet ? nil : nearestName(to: key, in: seen.names)
            report(
                path, "unevaluatedProperties", "unknown key \(Wording.quoted(key))", key: key,
                notes: seen.names.isEmpty ? [] : ["valid keys: " + Wording.list(seen.names.sorted(), atMost: 30)],
                fix: close.map { "write \(Wording.quoted($0))" })
            fits = false
        }
        return fits
    }

    private mutating func checkItems(_ value: Value, _ rest: Int, _ node: SchemaNode, _ path: Path) -> Bool {
        var seen = SeenParts()
        see(value, node, &seen)
        guard fuel > 0 else { return giveUp(at: path) }
        var fits = true
        for (index, item) in value.items.enumerated() where !seen.sees(index) {
            guard nodes[rest].constant == false else {
                fits = check(item, against: rest, at: .index(index, in: path)) && fits
                continue
            }
            report(.index(index, in: path), "unevaluatedItems", "one item too many: nothing says what it may be")
            fits = false
        }
        return fits
    }

    // MARK: What was seen

    /// Adds what the keywords of a node see of a value that it accepts, but for its own `unevaluated…`.
    private mutating func see(_ value: Value, _ node: SchemaNode, _ seen: inout SeenParts) {
        if value.kind == .object {
            seeMembers(value, node.objects, &seen)
        } else {
            seeItems(value, node.arrays, &seen)
        }
        if let reference = node.reference { seeAll(value, reference, &seen) }
        if let dynamic = node.dynamic { seeAll(value, target(of: dynamic), &seen) }
        for schema in node.allOf { seeAll(value, schema, &seen) }
        for schema in node.anyOf + node.oneOf where isValid(value, against: schema) { seeAll(value, schema, &seen) }
        if let condition = node.condition {
            let isTrue = isValid(value, against: condition)
            if isTrue { seeAll(value, condition, &seen) }
            if let branch = isTrue ? node.then : node.otherwise { seeAll(value, branch, &seen) }
        }
        for dependency in node.objects.dependencies where value[dependency.key] != nil {
            if let schema = dependency.schema { seeAll(value, schema, &seen) }
        }
    }

    /// Adds what a subschema for the same value sees, which accepts it.
    private mutating func seeAll(_ value: Value, _ index: Int, _ seen: inout SeenParts) {
        guard !seen.isEverything, spend(1 + value.count) else { return }
        let node = nodes[index]
        let rest = value.kind == .object ? node.objects.unevaluated : node.arrays.unevaluated
        // What is left after the others, it has looked at.
        if rest != nil { seen.isEverything = true } else { see(value, node, &seen) }
    }

    private func seeMembers(_ value: Value, _ rules: SchemaNode.ObjectRules, _ seen: inout SeenParts) {
        if rules.additional != nil {
            seen.isEverything = true
            return
        }
        if !isQuiet { seen.names += rules.order }
        for (key, _) in value.members {
            if rules.properties[key] != nil || rules.patterns.contains(where: { $0.pattern.compiled.matches(key) }) {
                seen.keys.insert(key)
            }
        }
    }

    private mutating func seeItems(_ value: Value, _ rules: SchemaNode.ArrayRules, _ seen: inout SeenParts) {
        if rules.rest != nil { seen.isEverything = true }
        seen.prefix = max(seen.prefix, rules.tuple.count)
        guard let contains = rules.contains, rules.containsSeesItems, !seen.isEverything else { return }
        for (index, item) in value.items.enumerated() where isValid(item, against: contains) {
            seen.items.insert(index)
        }
    }
}
