import PregelDiagnostics
import PregelLogic
import PregelValues

/// One check of a value against a schema.
struct SchemaValidation {
    let nodes: [SchemaNode]
    private(set) var violations: [JSONSchema.Violation] = []
    /// In a branch that may fail, nothing is reported.
    private var isQuiet = false
    private var depth = 0
    private var isExhausted = false
    /// Checks that are left: a schema can ask for a number that grows like 2 to the power of its size.
    private(set) var fuel: Int

    static let mostViolations = 100
    private static let deepest = 400

    init(nodes: [SchemaNode], fuel: Int = 2_000_000) {
        self.nodes = nodes
        self.fuel = fuel
    }

    /// A place in the value; text only when it is needed.
    indirect enum Path {
        case root
        case key(String, in: Path)
        case index(Int, in: Path)

        var pointer: String {
            var tokens: [String] = []
            var path = self
            while true {
                switch path {
                case .root: return tokens.reversed().map { "/" + $0 }.joined()
                case .key(let key, let parent):
                    tokens.append(Place.escaped(key))
                    path = parent
                case .index(let index, let parent):
                    tokens.append(String(index))
                    path = parent
                }
            }
        }
    }

    mutating func isValid(_ value: Value, against index: Int) -> Bool {
        let wasQuiet = isQuiet
        isQuiet = true
        defer { isQuiet = wasQuiet }
        return check(value, against: index, at: .root)
    }

    /// Whether the value fits; says why not, unless quiet.
    mutating func check(_ value: Value, against index: Int, at path: Path) -> Bool {
        let node = nodes[index]
        if let constant = node.constant {
            if !constant { report(path, "false", "nothing is allowed here, found \(value.brief)") }
            return constant
        }
        depth += 1
        fuel -= 1
        defer { depth -= 1 }
        guard depth <= Self.deepest, fuel > 0 else { return giveUp(at: path) }
        if let types = node.types, !types.accepts(value) {
            report(path, "type", "expected \(types.words), found \(value.brief)")
            // What follows would only say so again.
            return false
        }
        var fits = checkChoices(value, node, path)
        if isQuiet && !fits { return false }
        switch value.kind {
        case .int, .double: fits = checkNumber(value, node.numbers, path) && fits
        case .string: fits = checkString(value, node.strings, path) && fits
        case .array: fits = checkArray(value, node.arrays, path) && fits
        case .object: fits = checkObject(value, node.objects, path) && fits
        case .null, .bool, .bytes: break
        }
        if node.strings.format == .jsonlogic { fits = checkExpression(value, path) && fits }
        if isQuiet && !fits { return false }
        return checkCombinations(value, node, path) && fits
    }

    private mutating func giveUp(at path: Path) -> Bool {
        if !isExhausted {
            isExhausted = true
            violations.append(
                JSONSchema.Violation(
                    pointer: path.pointer, keyword: "schema",
                    message: "the value cannot be checked: value or schema is too deep or too involved"))
        }
        return false
    }

    private mutating func report(
        _ path: Path, _ keyword: String, _ message: @autoclosure () -> String, key: String? = nil,
        notes: @autoclosure () -> [String] = [], fix: @autoclosure () -> String? = nil
    ) {
        guard !isQuiet, violations.count < Self.mostViolations else { return }
        violations.append(
            JSONSchema.Violation(
                pointer: path.pointer, key: key, keyword: keyword, message: message(), notes: notes(), fix: fix()))
    }

    // MARK: Scalars

    private mutating func checkChoices(_ value: Value, _ node: SchemaNode, _ path: Path) -> Bool {
        if let only = node.exactly, only != value {
            report(path, "const", "expected \(only.brief), found \(value.brief)")
            return false
        }
        guard let choices = node.choices, !choices.contains(value) else { return true }
        let names = choices.compactMap(\.string)
        let close = value.string.flatMap { nearestName(to: $0, in: names) }
        report(
            path, "enum", "\(value.brief) is none of the values that are allowed",
            notes: ["valid values: " + Wording.list(choices.map(\.brief), atMost: 20)],
            fix: close.map { "write \(Wording.quoted($0))" })
        return false
    }

    private mutating func checkNumber(_ value: Value, _ rules: SchemaNode.NumberRules, _ path: Path) -> Bool {
        var fits = true
        if let bound = rules.minimum, value.isBelow(bound) {
            report(path, "minimum", "expected a number of at least \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let bound = rules.maximum, bound.isBelow(value) {
            report(path, "maximum", "expected a number of at most \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let bound = rules.exclusiveMinimum, !bound.isBelow(value) {
            report(path, "exclusiveMinimum", "expected a number above \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let bound = rules.exclusiveMaximum, !value.isBelow(bound) {
            report(path, "exclusiveMaximum", "expected a number below \(bound.brief), found \(value.brief)")
            fits = false
        }
        if let divisor = rules.multipleOf, !value.isMultiple(of: divisor) {
            report(path, "multipleOf", "expected a multiple of \(divisor.brief), found \(value.brief)")
            fits = false
        }
        return fits
    }

    private mutating func checkString(_ value: Value, _ rules: SchemaNode.StringRules, _ path: Path) -> Bool {
        guard rules.minLength != nil || rules.maxLength != nil || rules.pattern != nil || rules.format != nil,
            let text = value.string
        else { return true }
        var fits = true
        if rules.minLength != nil || rules.maxLength != nil {
            let length = text.unicodeScalars.count
            if let least = rules.minLength, length < least {
                let wanted = least == 1 ? "a string that is not empty" : "at least \(least) characters"
                report(path, "minLength", "expected \(wanted), found \(value.brief)")
                fits = false
            }
            if let most = rules.maxLength, length > most {
                report(path, "maxLength", "expected at most \(most) characters, found \(length)")
                fits = false
            }
        }
        if let pattern = rules.pattern, !pattern.compiled.matches(text) {
            report(path, "pattern", "\(value.brief) does not match the pattern \(Wording.quoted(pattern.text))")
            fits = false
        }
        if let format = rules.format, !format.accepts(text) {
            report(path, "format", "expected \(format.words), found \(value.brief)")
            fits = false
        }
        return fits
    }

    private mutating func checkExpression(_ value: Value, _ path: Path) -> Bool {
        guard let fault = ExpressionFault.find(in: value, .making) else { return true }
        guard !isQuiet, violations.count < Self.mostViolations else { return false }
        violations.append(
            JSONSchema.Violation(
                pointer: path.pointer + fault.pointer, key: fault.key, keyword: "format", message: fault.message,
                notes: fault.notes, fix: fault.fix))
        return false
    }

    // MARK: Arrays

    private mutating func checkArray(_ value: Value, _ rules: SchemaNode.ArrayRules, _ path: Path) -> Bool {
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
        if let contains = rules.contains, !holds(items, contains) {
            report(path, "contains", "no item is what the list must contain")
            fits = false
        }
        return fits
    }

    private mutating func holds(_ items: Value.Items, _ schema: Int) -> Bool {
        for item in items {
            if isValid(item, against: schema) { return true }
        }
        return false
    }

    /// The index of the first item that stood before.
    private static func duplicate(_ items: Value.Items) -> Int? {
        var seen = Set<Value>(minimumCapacity: items.count)
        for (index, item) in items.enumerated() where !seen.insert(item).inserted { return index }
        return nil
    }

    // MARK: Objects

    private mutating func checkObject(_ value: Value, _ rules: SchemaNode.ObjectRules, _ path: Path) -> Bool {
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
            report(path, "dependencies", needs, fix: "add \(Wording.quoted(key))")
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

    // MARK: Combinations

    private mutating func checkCombinations(_ value: Value, _ node: SchemaNode, _ path: Path) -> Bool {
        var fits = true
        if let reference = node.reference { fits = check(value, against: reference, at: path) }
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
