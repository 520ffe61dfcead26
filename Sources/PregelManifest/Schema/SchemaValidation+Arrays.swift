import PregelDiagnostics
import PregelValues

/// Keywords about arrays.
extension SchemaValidation {
    mutating func checkArray(_ value: Value, _ rules: SchemaNode.ArrayRules, _ path: Path) -> Bool {
        let items = value.items
        var fits = true
        if let least = rules.minItems, items.count < least {
            report(path, "minItems", "expected at least \(least) item\(least == 1 ? "" : "s"), found \(items.count)")
            fits = false
        }
        if let most = rules.maxItems, items.count > most {
            report(path, "maxItems", "expected at most \(most) item\(most == 1 ? "" : "s"), found \(items.count)")
            fits = false
        }
        if rules.isUnique, let second = Self.duplicate(items) {
            report(.index(second, in: path), "uniqueItems", "\(items[second].brief) stands in the list twice")
            fits = false
        }
        if isQuiet && !fits { return false }
        if !rules.tuple.isEmpty || rules.rest != nil {
            for (index, item) in items.enumerated() {
                guard let schema = index < rules.tuple.count ? rules.tuple[index] : rules.rest else { break }
                if !check(item, against: schema, at: .index(index, in: path)) {
                    fits = false
                    if isQuiet || isExhausted { return false }
                }
            }
        }
        if let contains = rules.contains { fits = checkContained(items, contains, rules, path) && fits }
        return fits
    }

    private mutating func checkContained(
        _ items: Value.Items, _ schema: Int, _ rules: SchemaNode.ArrayRules, _ path: Path
    ) -> Bool {
        var count = 0
        for item in items {
            // One is mostly enough, and then the rest need not be looked at.
            if count >= rules.minContains, rules.maxContains == nil { break }
            if isValid(item, against: schema) { count += 1 }
        }
        if count < rules.minContains {
            let isOne = rules.minContains == 1
            report(
                path, isOne ? "contains" : "minContains",
                isOne
                    ? "no item is what the list must contain"
                    : "expected at least \(rules.minContains) items of those that the list must contain, found \(count)"
            )
            return false
        }
        if let most = rules.maxContains, count > most {
            report(
                path, "maxContains",
                "expected at most \(most) item\(most == 1 ? "" : "s") of those that the list must contain, found \(count)"
            )
            return false
        }
        return true
    }

    /// The index of the first item that stood before.
    private static func duplicate(_ items: Value.Items) -> Int? {
        var seen = Set<Value>(minimumCapacity: items.count)
        for (index, item) in items.enumerated() where !seen.insert(item).inserted { return index }
        return nil
    }
}
