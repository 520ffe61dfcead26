import PregelDiagnostics
import PregelValues

/// Keywords about objects.
extension SchemaValidation {
    mutating func checkObject(_ value: Value, _ rules: SchemaNode.ObjectRules, _ path: Path) -> Bool {
        var fits = checkCounts(value, rules, path)
        for key in rules.required where value[key] == nil {
            report(
                path, "required", "the key \(Wording.quoted(key)) is missing", fix: "add \(Wording.quoted(key))")
            fits = false
        }
        for dependency in rules.dependencies where value[dependency.key] != nil {
            fits = check(value, dependency, path) && fits
        }
        if isQuiet && !fits { return false }
        guard !rules.properties.isEmpty || !rules.patterns.isEmpty || rules.additional != nil || rules.names != nil
        else { return fits }
        for (key, member) in value.members {
            if !checkMember(key, member, rules, path) {
                fits = false
                if isQuiet || isExhausted { return false }
            }
        }
        return fits
    }

    private mutating func checkCounts(_ value: Value, _ rules: SchemaNode.ObjectRules, _ path: Path) -> Bool {
        if let least = rules.minProperties, value.count < least {
            report(
                path, "minProperties", "expected at least \(least) key\(least == 1 ? "" : "s"), found \(value.count)")
            return false
        }
        if let most = rules.maxProperties, value.count > most {
            report(path, "maxProperties", "expected at most \(most) key\(most == 1 ? "" : "s"), found \(value.count)")
            return false
        }
        return true
    }

    private mutating func check(_ value: Value, _ dependency: SchemaNode.Dependency, _ path: Path) -> Bool {
        var fits = true
        for key in dependency.required where value[key] == nil {
            let needs = "\(Wording.quoted(dependency.key)) needs the key \(Wording.quoted(key)), which is missing"
            report(path, dependency.keyword, needs, fix: "add \(Wording.quoted(key))")
            fits = false
        }
        if let schema = dependency.schema { fits = check(value, against: schema, at: path) && fits }
        return fits
    }

    private mutating func checkMember(
        _ key: String, _ value: Value, _ rules: SchemaNode.ObjectRules, _ path: Path
    ) -> Bool {
        var fits = true
        if let names = rules.names, !isValid(Value(key), against: names) {
            let reason = isQuiet ? "" : nameFault(key, against: names)
            report(path, "propertyNames", reason, key: key)
            fits = false
        }
        let place = Path.key(key, in: path)
        var isNamed = false
        if let schema = rules.properties[key] {
            isNamed = true
            fits = check(value, against: schema, at: place) && fits
        }
        for (pattern, schema) in rules.patterns where pattern.compiled.matches(key) {
            isNamed = true
            fits = check(value, against: schema, at: place) && fits
        }
        guard !isNamed, let additional = rules.additional else { return fits }
        guard nodes[additional].constant == false else { return check(value, against: additional, at: place) && fits }
        let close = isQuiet ? nil : nearestName(to: key, in: rules.order)
        report(
            path, "additionalProperties", "unknown key \(Wording.quoted(key))", key: key,
            notes: rules.order.isEmpty ? [] : ["valid keys: " + Wording.list(rules.order.sorted(), atMost: 30)],
            fix: close.map { "write \(Wording.quoted($0))" })
        return false
    }

    private func nameFault(_ key: String, against schema: Int) -> String {
        var validation = SchemaValidation(nodes: nodes)
        _ = validation.check(Value(key), against: schema, at: .root)
        let reason = validation.violations.first.map { ": " + $0.message } ?? ""
        return "the key \(Wording.quoted(key)) is not allowed" + reason
    }
}
