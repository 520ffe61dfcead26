import PregelManifest
package import PregelValues

/// A configuration that somebody could write, made of its JSON Schema: what must be there and no more.
///
/// Schemas can say more than can be made up here; what is made is checked against the schema, so that a wrong guess is none.
package struct ConfigExample {
    /// The least configuration that a schema takes; `nil` where none was found.
    package static func least(_ source: Value) -> Value? {
        guard let schema = try? JSONSchema(source) else { return nil }
        let standard = schema.fillingDefaults([:])
        if schema.accepts(standard) { return standard }
        guard let made = ConfigExample(root: source).value(of: source, depth: 0) else { return nil }
        let config = schema.fillingDefaults(made)
        return schema.accepts(config) ? config : nil
    }

    private let root: Value
    /// Schemas that refer to themselves end here.
    private static let deepest = 12

    private func value(of schema: Value, depth: Int) -> Value? {
        guard depth < ConfigExample.deepest, schema.bool != false else { return nil }
        if let reference = schema["$ref"]?.string {
            return target(of: reference).flatMap { value(of: $0, depth: depth + 1) }
        }
        let schema = joined(schema, depth: depth)
        for key in ["const", "default"] {
            if let given = schema[key] { return given }
        }
        if let given = schema["enum"]?.items.first ?? schema["examples"]?.items.first { return given }
        for key in ["anyOf", "oneOf"] {
            for choice in schema[key]?.items ?? Value.array([Value]()).items {
                if let made = value(of: merge(without(schema, key), choice), depth: depth + 1) { return made }
            }
        }
        switch type(of: schema) {
        case "object": return object(schema, depth: depth)
        case "array": return array(schema, depth: depth)
        case "string": return TextExample(schema).text.map { Value($0) }
        case "integer": return NumberExample(schema).value(isWhole: true)
        case "number": return NumberExample(schema).value(isWhole: false)
        case "boolean": return false
        case "null": return .null
        default: return nil
        }
    }

    /// What a reference within the schema leads to.
    private func target(of reference: String) -> Value? {
        guard reference.hasPrefix("#"), let pointer = JSONPointer(String(reference.dropFirst())) else { return nil }
        return root[pointer]
    }

    /// The type to make; where the schema names none, the one that its keywords are about.
    private func type(of schema: Value) -> String {
        if let named = schema["type"]?.string { return named }
        let named = schema["type"]?.items.compactMap(\.string) ?? []
        if let first = named.first(where: { $0 != "null" }) ?? named.first { return first }
        let signs: [(type: String, keys: [String])] = [
            ("object", ["properties", "required", "additionalProperties", "patternProperties", "minProperties"]),
            ("array", ["items", "prefixItems", "minItems", "contains", "uniqueItems"]),
            ("integer", ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
        ]
        return signs.first { sign in sign.keys.contains { schema[$0] != nil } }?.type ?? "string"
    }

    // MARK: Collections

    private func object(_ schema: Value, depth: Int) -> Value? {
        var object = ObjectBuilder()
        for key in schema["required"]?.items.compactMap(\.string) ?? [] {
            let property = schema["properties"]?[key] ?? schema["additionalProperties"] ?? true
            guard let made = value(of: property, depth: depth + 1) else { return nil }
            object.set(key, to: made)
        }
        var left = (schema["minProperties"]?.int ?? 0) - (schema["required"]?.count ?? 0)
        for (key, property) in (schema["properties"] ?? [:]).members where left > 0 {
            guard let made = value(of: property, depth: depth + 1) else { continue }
            object.set(key, to: made)
            left -= 1
        }
        while left > 0, left < ConfigExample.deepest, schema["additionalProperties"]?.bool != false {
            guard let made = value(of: schema["additionalProperties"] ?? true, depth: depth + 1) else { return nil }
            object.set("key\(left)", to: made)
            left -= 1
        }
        return object.finish()
    }

    private func array(_ schema: Value, depth: Int) -> Value? {
        let least = schema["minItems"]?.int ?? (schema["contains"] == nil ? 0 : 1)
        guard least <= 64 else { return nil }
        let places = schema["prefixItems"] ?? (schema["items"]?.kind == .array ? schema["items"] : nil) ?? []
        let others =
            schema["contains"] ?? (schema["items"]?.kind == .array ? schema["additionalItems"] : schema["items"])
        var items: [Value] = []
        for place in 0..<least {
            let item = place < places.count ? places.items[place] : others ?? true
            guard let made = value(of: item, depth: depth + 1) else { return nil }
            items.append(made)
        }
        return .array(items)
    }

    // MARK: Joining

    /// A schema with what its `allOf` asks besides.
    private func joined(_ schema: Value, depth: Int) -> Value {
        guard let all = schema["allOf"] else { return schema }
        return all.items.reduce(without(schema, "allOf")) { sum, part in
            guard let reference = part["$ref"]?.string else { return merge(sum, joined(part, depth: depth + 1)) }
            return merge(sum, target(of: reference) ?? [:])
        }
    }

    private func without(_ schema: Value, _ key: String) -> Value {
        .object(schema.members.filter { $0.key != key }.map { (key: $0.key, value: $0.value) })
    }

    /// Both schemas' keywords; what both have is put together where that is simple, else the second one's counts.
    private func merge(_ first: Value, _ second: Value) -> Value {
        var result = ObjectBuilder()
        for (key, value) in first.members { result.set(key, to: value) }
        for (key, value) in second.members {
            switch (key, first[key]) {
            case ("properties", let known?): result.set(key, to: merge(known, value))
            case ("required", let known?): result.set(key, to: .array(Array(known.items) + Array(value.items)))
            default: result.set(key, to: value)
            }
        }
        return result.finish()
    }
}
