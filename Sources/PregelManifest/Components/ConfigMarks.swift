import PregelLogic
import PregelValues

/// Finds in a configuration what its schema marks:
///
/// - `"x-channel": "read"` or `"write"`: a string, each string of a list, or each key of an object is a channel's name.
/// - `"x-node": true`: a string, or each of a list, is a node's name; of an expression those that may come out as they stand.
/// - `"x-expression": {"variables": [...]}`: an expression over what the node sees, and over these variables.
///
/// Of alternatives (`anyOf`, `oneOf`, `if`) those count that the value may be meant for.
struct ConfigMarks {
    private let root: Value
    private let withDefaults: Bool
    private var found: [ConfigMark] = []
    private var depth = 0
    private var fuel = 100_000

    /// References may lead in a circle.
    private static let deepest = 64

    /// The marks of a configuration.
    ///
    /// - Parameter withDefaults: Whether a property that is left out has its default.
    static func of(_ config: Value, schema: Value, withDefaults: Bool) -> [ConfigMark] {
        var marks = ConfigMarks(root: schema, withDefaults: withDefaults)
        marks.walk(schema, Spot(value: config, pointer: ""))
        return marks.found
    }

    private init(root: Value, withDefaults: Bool) {
        self.root = root
        self.withDefaults = withDefaults
    }

    /// A part of the configuration.
    private struct Spot {
        var value: Value
        var pointer: String
        var isKey = false
        var defaultOf: String?

        func member(_ key: String, _ value: Value) -> Spot {
            Spot(value: value, pointer: pointer + "/" + Place.escaped(key), defaultOf: defaultOf)
        }

        func item(_ index: Int, _ value: Value) -> Spot {
            Spot(value: value, pointer: "\(pointer)/\(index)", defaultOf: defaultOf)
        }

        func key(_ key: String) -> Spot {
            Spot(value: Value(key), pointer: pointer + "/" + Place.escaped(key), isKey: true, defaultOf: defaultOf)
        }
    }

    private mutating func walk(_ schema: Value, _ spot: Spot) {
        depth += 1
        fuel -= 1
        defer { depth -= 1 }
        guard schema.kind == .object, depth <= Self.deepest, fuel > 0 else { return }
        mark(schema, spot)
        if let target = SchemaReference.target(of: schema, in: root) { walk(target, spot) }
        for part in schema["allOf"]?.items ?? Value.null.items { walk(part, spot) }
        for key in ["anyOf", "oneOf"] {
            for part in schema[key]?.items ?? Value.null.items where SchemaGuess.mayFit(spot.value, part) {
                walk(part, spot)
            }
        }
        if let condition = schema["if"] {
            if let branch = schema[SchemaGuess.mayFit(spot.value, condition) ? "then" : "else"] { walk(branch, spot) }
        }
        switch spot.value.kind {
        case .object: walkMembers(schema, spot)
        case .array: walkItems(schema, spot)
        default: break
        }
    }

    private mutating func walkMembers(_ schema: Value, _ spot: Spot) {
        let properties = schema["properties"] ?? .null
        let patterns = (schema["patternProperties"] ?? .null).members.compactMap { pattern, part in
            (try? SafePattern(pattern)).map { (pattern: $0, schema: part) }
        }
        for (key, value) in spot.value.members {
            if let names = schema["propertyNames"] { walk(names, spot.key(key)) }
            let place = spot.member(key, value)
            let own = properties[key]
            if let own { walk(own, place) }
            let fitting = patterns.filter { $0.pattern.matches(key) }
            for part in fitting { walk(part.schema, place) }
            if own == nil, fitting.isEmpty, let rest = schema["additionalProperties"] { walk(rest, place) }
        }
        guard withDefaults else { return }
        for (key, part) in properties.members where spot.value[key] == nil {
            guard let fallback = part["default"] else { continue }
            var place = spot.member(key, fallback)
            place.defaultOf = spot.defaultOf ?? key
            walk(part, place)
        }
    }

    private mutating func walkItems(_ schema: Value, _ spot: Spot) {
        let items = schema["items"] ?? .null
        let tuple = items.kind == .array ? items : schema["prefixItems"] ?? .null
        let rest = items.kind == .array ? schema["additionalItems"] : schema["items"]
        for (index, value) in spot.value.items.enumerated() {
            let part = index < tuple.count ? tuple.items[index] : rest
            if let part { walk(part, spot.item(index, value)) }
        }
    }

    // MARK: Marks

    private mutating func mark(_ schema: Value, _ spot: Spot) {
        if let use = schema["x-channel"]?.string, use == "read" || use == "write" {
            for name in names(spot) { add(.channel(name: name.value.string ?? "", isWritten: use == "write"), name) }
        }
        if let expression = schema["x-expression"] {
            let variables = expression["variables"]?.items.compactMap(\.string) ?? []
            add(.expression(spot.value, variables: variables), spot)
        }
        guard schema["x-node"]?.bool == true else { return }
        guard schema["x-expression"] != nil else {
            for name in names(spot) { add(.node(name: name.value.string ?? ""), name) }
            return
        }
        for constant in Expression.results(of: spot.value, dialect: .making).constants {
            guard let name = constant.value.string else { continue }
            var place = spot
            place.pointer += constant.pointer.description
            add(.node(name: name), place)
        }
    }

    /// A string, those of a list, or the keys of an object.
    private func names(_ spot: Spot) -> [Spot] {
        switch spot.value.kind {
        case .string: [spot]
        case .array:
            spot.value.items.enumerated().compactMap { index, item in
                item.kind == .string ? spot.item(index, item) : nil
            }
        case .object: spot.value.members.map { key, _ in spot.key(key) }
        default: []
        }
    }

    private mutating func add(_ meaning: ConfigMark.Meaning, _ spot: Spot) {
        found.append(
            ConfigMark(meaning: meaning, pointer: spot.pointer, isKey: spot.isKey, defaultOf: spot.defaultOf))
    }
}

/// What a schema refers to.
enum SchemaReference {
    /// The schema that `$ref` names, where it is a place in the same document.
    static func target(of schema: Value, in root: Value) -> Value? {
        guard let reference = schema["$ref"]?.string, reference.hasPrefix("#") else { return nil }
        return JSONPointer(String(reference.dropFirst())).flatMap { root[$0] }
    }
}

/// Whether a value may be meant for one of several schemas, at a glance.
enum SchemaGuess {
    static func mayFit(_ value: Value, _ schema: Value) -> Bool {
        guard schema.kind == .object else { return schema.bool ?? true }
        if let only = schema["const"], only != value { return false }
        if let choices = schema["enum"], !choices.items.contains(value) { return false }
        if let type = schema["type"], !isOf(type, value) { return false }
        guard value.kind == .object else { return true }
        if let required = schema["required"], required.items.contains(where: { lacks(value, $0) }) { return false }
        return (schema["properties"] ?? .null).members.allSatisfy { key, part in
            value[key].map { isPlainlyOf(part, $0) } ?? true
        }
    }

    private static func lacks(_ value: Value, _ key: Value) -> Bool { key.string.map { value[$0] == nil } ?? false }

    /// A property that tells alternatives apart has one value, or a few.
    private static func isPlainlyOf(_ schema: Value, _ value: Value) -> Bool {
        if schema.bool == false { return false }
        if let only = schema["const"] { return only == value }
        return schema["enum"].map { $0.items.contains(value) } ?? true
    }

    private static func isOf(_ type: Value, _ value: Value) -> Bool {
        let names = type.string.map { [$0] } ?? type.items.compactMap(\.string)
        return names.contains { name in
            SchemaNode.TypeSet.names.first { $0.name == name }.map { $0.type.accepts(value) } ?? true
        }
    }
}
