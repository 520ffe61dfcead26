/// Makes JSON Schemas of the types of configurations, as the SDK does of the types themselves once a plugin is loaded.
///
/// What the source does not tell for certain is left open: it is never guessed.
struct ConfigDeriver {
    let index: TypeIndex

    /// Types that hold themselves end here.
    private static let deepest = 8

    private static let harmless: Set<String> = [
        "Decodable", "Encodable", "Codable", "Defaulted", "Sendable", "Equatable", "Hashable", "Comparable",
        "CaseIterable", "CustomStringConvertible", "Identifiable",
    ]

    /// The schema of the type that a name means in another type; `nil` where nothing is known of it.
    func schema(of name: String, in scope: Declaration) -> JSON? {
        schema(of: [Token(kind: .word, text: name, startsLine: false)], in: scope)
    }

    /// The schema of a type; `nil` where nothing is known of it.
    func schema(of type: [Token], in scope: Declaration) -> JSON? {
        let made = schema(of: type, in: scope, isGiven: false, given: nil, depth: 0)
        return made == .open ? nil : made
    }

    // MARK: Types

    /// - Parameters:
    ///   - isGiven: Whether there is a default for all of it.
    ///   - given: That default, as far as it is known.
    private func schema(of type: [Token], in scope: Declaration, isGiven: Bool, given: JSON?, depth: Int) -> JSON {
        guard depth < ConfigDeriver.deepest, let shape = TypeShape(type) else { return .open }
        switch shape {
        case .optional(let inner):
            return schema(of: inner, in: scope, isGiven: isGiven, given: given, depth: depth)
        case .list(let item):
            if item.count == 1, item[0].is("UInt8") { return .open }
            return .object([
                ("type", .string("array")),
                ("items", schema(of: item, in: scope, isGiven: false, given: nil, depth: depth + 1)),
            ])
        case .map(let value):
            return .object([
                ("type", .string("object")),
                ("additionalProperties", schema(of: value, in: scope, isGiven: false, given: nil, depth: depth + 1)),
            ])
        case .named(let path):
            return named(path, in: scope, isGiven: isGiven, given: given, depth: depth)
        }
    }

    private func named(_ path: [String], in scope: Declaration, isGiven: Bool, given: JSON?, depth: Int) -> JSON {
        switch resolve(path, in: scope) {
        case .type(let type):
            if type.kind == .enumeration { return enumeration(type) }
            let isGiven = isGiven || type.inherited.contains("Defaulted")
            return structure(type, isGiven: isGiven, given: given, depth: depth)
        case .alias(let tokens, let owner):
            return schema(of: tokens, in: owner, isGiven: isGiven, given: given, depth: depth + 1)
        case nil: return path.count == 1 ? ConfigDeriver.simple(path[0]) : .open
        }
    }

    private func resolve(_ path: [String], in scope: Declaration) -> TypeIndex.Meaning? {
        guard let first = path.first, var found = index.meaning(of: first, in: scope) else { return nil }
        for name in path.dropFirst() {
            guard case .type(let owner) = found, let inner = owner.nested.first(where: { $0.name == name }) else {
                return .alias([], in: scope)
            }
            found = .type(inner)
        }
        return found
    }

    static func simple(_ name: String) -> JSON {
        switch name {
        case "String": .simple("string")
        case "Bool": .simple("boolean")
        case "Double", "Float": .simple("number")
        case "NoConfig":
            .object([("type", .string("object")), ("properties", .object([])), ("additionalProperties", .bool(false))])
        case "Int", "Int8", "Int16", "Int32", "Int64": .simple("integer")
        case "UInt", "UInt8", "UInt16", "UInt32", "UInt64":
            .object([("type", .string("integer")), ("minimum", .number("0"))])
        default: .open
        }
    }

    /// Whether the compiler makes `init(from:)` of the properties.
    private func isPlain(_ type: Declaration) -> Bool {
        !type.isUnclear && !index.isUnclear
            && type.inherited.contains { ["Decodable", "Codable", "Defaulted"].contains($0) }
            && type.inherited.allSatisfy(ConfigDeriver.harmless.contains)
            && !type.initializers.contains { $0.first?.label == "from" }
    }

    // MARK: Enumerations

    private func enumeration(_ type: Declaration) -> JSON {
        guard let raw = type.inherited.first, raw == "String" || raw == "Int", !type.isUnclear, !index.isUnclear,
            type.inherited.dropFirst().allSatisfy(ConfigDeriver.harmless.contains),
            type.inherited.contains(where: { ["Decodable", "Codable"].contains($0) }),
            !type.initializers.contains(where: { ["from", "rawValue"].contains($0.first?.label) }),
            type.statics["allCases"] == nil, !type.functions.contains("rawValue"), !type.cases.isEmpty,
            let values = ConfigDeriver.values(of: type.cases, isText: raw == "String")
        else { return .open }
        return .object([("enum", .array(values.map(\.value)))])
    }

    static func values(of cases: [(name: String, value: Token?)], isText: Bool) -> [(name: String, value: JSON)]? {
        var next = 0
        var values: [(name: String, value: JSON)] = []
        for (name, value) in cases {
            switch (isText, value?.kind) {
            case (true, nil): values.append((name, .string(name)))
            case (true, .string?): values.append((name, .string(value?.text ?? "")))
            case (false, nil), (false, .number?):
                if let text = value?.text {
                    guard let number = Int(text) else { return nil }
                    next = number
                }
                values.append((name, .number(String(next))))
                next += 1
            default: return nil
            }
        }
        return values
    }

    // MARK: Structures

    private func structure(_ type: Declaration, isGiven: Bool, given: JSON?, depth: Int) -> JSON {
        guard type.kind == .structure, isPlain(type), let keys = codingKeys(type) else { return .open }
        let defaults = ownDefaults(type)
        var properties: [(key: String, value: JSON)] = []
        var required: [JSON] = []
        for property in type.properties where !(property.isConstant && property.value != nil) {
            guard let key = keys[property.name] else { continue }
            let name = key ?? property.name
            let written = property.type ?? inferred(property.value ?? [], in: type)
            let isOptional = TypeShape(written).map { if case .optional = $0 { true } else { false } } ?? false
            // Defaults of this very type count where it is made by itself; one from outside counts before them.
            let value = isGiven ? given?[name] ?? (given == nil ? defaults?[property.name] : nil) : nil
            var described = members(
                schema(of: written, in: type, isGiven: isGiven && !isOptional, given: value, depth: depth + 1))
            if let value, value != .null { described.append(("default", value)) }
            properties.append((name, .object(described)))
            if !isGiven, !isOptional { required.append(.string(name)) }
        }
        var schema: [(key: String, value: JSON)] = [("type", .string("object")), ("properties", .object(properties))]
        if !required.isEmpty { schema.append(("required", .array(required))) }
        schema.append(("additionalProperties", .bool(false)))
        return .object(schema)
    }

    private func members(_ schema: JSON) -> [(key: String, value: JSON)] {
        guard case .object(let members) = schema else { return [] }
        return members
    }

    /// The keys that properties are decoded by: of each its own, or the one that `CodingKeys` gives it; one that is not
    /// there is not decoded. `nil` where they are not known.
    private func codingKeys(_ type: Declaration) -> [String: String?]? {
        guard let keys = type.nested.first(where: { $0.name == "CodingKeys" }) else {
            if type.aliases["CodingKeys"] != nil { return nil }
            return Dictionary(type.properties.map { ($0.name, nil) }) { first, _ in first }
        }
        let raw = keys.inherited.first
        guard keys.kind == .enumeration, !keys.isUnclear, raw == "String" || raw == "CodingKey",
            let values = ConfigDeriver.values(of: keys.cases, isText: true)
        else { return nil }
        return Dictionary(
            values.map { name, value in
                guard case .string(let text) = value else { return (name, nil) }
                return (name, text)
            }
        ) { first, _ in first }
    }

    // MARK: Defaults

    /// What `init()` gives each property, where that is what is written beside it; a value that is not known is left out.
    private func ownDefaults(_ type: Declaration) -> [String: JSON]? {
        if type.initializers.contains(where: \.isEmpty) { return nil }
        var defaults: [String: JSON] = [:]
        for property in type.properties {
            guard let value = property.value else { continue }
            let written = property.type ?? inferred(value, in: type)
            if let known = literal(value, as: written, in: type, depth: 0) { defaults[property.name] = known }
        }
        return defaults
    }

    /// The type of a property that is given a value alone.
    private func inferred(_ value: [Token], in scope: Declaration) -> [Token] {
        func word(_ text: String) -> [Token] { [Token(kind: .word, text: text, startsLine: false)] }
        guard let first = value.first else { return [] }
        if value.count == 1, first.kind == .string { return word("String") }
        if value.count == 1, first.is("true") || first.is("false") { return word("Bool") }
        let digits = first.is("-") ? value.dropFirst() : value[...]
        if digits.count == 1, let number = digits.first, number.kind == .number {
            return word(NumberLiteral(number.text)?.isWhole == true ? "Int" : "Double")
        }
        // `Limits()` and `Mode.fast`.
        if first.kind == .word, value.count == 3, value[1].is("("), value[2].is(")") { return word(first.text) }
        if first.kind == .word, value.count == 3, value[1].is("."), value[2].kind == .word,
            case .type(let type)? = index.meaning(of: first.text, in: scope), type.kind == .enumeration,
            type.cases.contains(where: { $0.name == value[2].text })
        {
            return word(first.text)
        }
        if first.is("["), let items = ConfigDeriver.items(value), let item = items.first,
            !item.contains(where: { $0.is(":") })
        {
            let kind = inferred(item, in: scope)
            guard kind.count == 1, items.allSatisfy({ inferred($0, in: scope) == kind }) else { return [] }
            return [Token(kind: .sign, text: "[", startsLine: false)] + kind
                + [Token(kind: .sign, text: "]", startsLine: false)]
        }
        return []
    }

    /// The parts of a list that stands in brackets.
    private static func items(_ list: [Token]) -> [[Token]]? {
        guard list.first?.is("[") == true, list.last?.is("]") == true else { return nil }
        var items: [[Token]] = [[]]
        var depth = 0
        for token in list.dropFirst().dropLast() {
            if token.kind == .sign, ["(", "[", "{"].contains(token.text) { depth += 1 }
            if token.kind == .sign, [")", "]", "}"].contains(token.text) { depth -= 1 }
            guard depth >= 0 else { return nil }
            if depth == 0, token.is(",") { items.append([]) } else { items[items.count - 1].append(token) }
        }
        if items.last?.isEmpty == true { items.removeLast() }
        return items
    }

    /// The JSON of a value that is written out; `nil` where it is computed.
    private func literal(_ value: [Token], as type: [Token], in scope: Declaration, depth: Int) -> JSON? {
        guard depth < ConfigDeriver.deepest, let first = value.first, let shape = TypeShape(type) else { return nil }
        switch shape {
        case .optional(let inner):
            if value.count == 1, first.is("nil") { return .null }
            return literal(value, as: inner, in: scope, depth: depth + 1)
        case .list(let item):
            let items = ConfigDeriver.items(value)?.map { literal($0, as: item, in: scope, depth: depth + 1) }
            guard let items, items.allSatisfy({ $0 != nil }), !(item.count == 1 && item[0].is("UInt8")) else {
                return nil
            }
            return .array(items.compactMap(\.self))
        case .map:
            return value.count == 3 && value[0].is("[") && value[1].is(":") && value[2].is("]") ? .object([]) : nil
        case .named(let path):
            return named(value, path, in: scope, depth: depth)
        }
    }

    private func named(_ value: [Token], _ path: [String], in scope: Declaration, depth: Int) -> JSON? {
        switch resolve(path, in: scope) {
        case .alias(let tokens, let owner): return literal(value, as: tokens, in: owner, depth: depth + 1)
        case .type(let type):
            if type.kind == .enumeration { return enumerated(value, type) }
            let isMade = value.count == 3 && value[0].is(type.name) && value[1].is("(") && value[2].is(")")
            return isMade ? object(of: type, depth: depth) : nil
        case nil: return path.count == 1 ? plain(value, path[0]) : nil
        }
    }

    private func plain(_ value: [Token], _ type: String) -> JSON? {
        let isNegative = value.first?.is("-") == true
        let rest = isNegative ? value.dropFirst() : value[...]
        guard rest.count == 1, let token = rest.first else { return nil }
        switch (type, token.kind) {
        case ("String", .string): return isNegative ? nil : .string(token.text)
        case ("Bool", .word):
            return isNegative ? nil : token.is("true") ? .bool(true) : token.is("false") ? .bool(false) : nil
        case (_, .number):
            guard let number = NumberLiteral(token.text) else { return nil }
            switch ConfigDeriver.simple(type)["type"] {
            case .string("integer")?: return number.isWhole ? .number((isNegative ? "-" : "") + number.digits) : nil
            // How a fraction is written out in full is not this reader's business.
            case .string("number")? where type == "Double": return .number((isNegative ? "-" : "") + number.fraction)
            default: return nil
            }
        default: return nil
        }
    }

    private func enumerated(_ value: [Token], _ type: Declaration) -> JSON? {
        guard let name = value.last, value.count >= 2, value[value.count - 2].is("."), enumeration(type) != .open,
            value.count == 2 || (value.count == 3 && value[0].is(type.name)),
            let values = ConfigDeriver.values(of: type.cases, isText: type.inherited.first == "String")
        else { return nil }
        return values.first { $0.name == name.text }?.value
    }

    /// The JSON of a structure that is made without arguments.
    private func object(of type: Declaration, depth: Int) -> JSON? {
        guard type.kind == .structure, isPlain(type), let keys = codingKeys(type), let defaults = ownDefaults(type)
        else {
            return nil
        }
        var members: [(key: String, value: JSON)] = []
        for property in type.properties {
            guard let key = keys[property.name] else { continue }
            let written = property.type ?? inferred(property.value ?? [], in: type)
            if property.value == nil, case .optional? = TypeShape(written) { continue }
            guard let value = defaults[property.name] else { return nil }
            if value != .null { members.append((key ?? property.name, value)) }
        }
        return .object(members)
    }
}
