package import PregelManifest
import PregelValues

/// An option of a component's configuration.
package struct ConfigOption: Sendable {
    package let name: String
    /// What it may be: `string`, or the values of an enumeration, `"fast" | "slow"`.
    package let type: String
    package let isRequired: Bool
    /// The default as JSON; "" without one.
    package let standard: String
    package let description: String
}

extension ComponentInfo {
    /// The configuration's options, as a table would show them.
    package var options: [ConfigOption] {
        guard let schema = configSchema else { return [] }
        let words = SchemaWords(root: schema)
        let required = schema["required"]?.items.compactMap(\.string) ?? []
        return (schema["properties"]?.members ?? Value.null.members).map { name, property in
            ConfigOption(
                name: name, type: words.type(of: property), isRequired: required.contains(name),
                standard: property["default"]?.json() ?? "", description: property["description"]?.string ?? "")
        }
    }

    /// A configuration to start from: what must be given, made up.
    var exampleConfig: Value {
        guard let schema = configSchema, let required = schema["required"], required.count > 0,
            let example = ConfigExample.least(schema)
        else { return [:] }
        return .object(
            required.items.compactMap(\.string).compactMap { key in example[key].map { (key: key, value: $0) } })
    }
}

/// What a schema takes, in a few words.
private struct SchemaWords {
    let root: Value
    /// Lists of lists of lists are words enough.
    private static let deepest = 4

    func type(of schema: Value, depth: Int = 0) -> String {
        guard depth < SchemaWords.deepest else { return "any" }
        if let reference = schema["$ref"]?.string, reference.hasPrefix("#"),
            let target = JSONPointer(String(reference.dropFirst())).flatMap({ root[$0] })
        {
            return type(of: target, depth: depth + 1)
        }
        if let values = schema["enum"], values.count > 0 {
            return values.items.map { $0.json() }.joined(separator: " | ")
        }
        if let value = schema["const"] { return value.json() }
        for key in ["anyOf", "oneOf"] {
            guard let choices = schema[key], choices.count > 0 else { continue }
            return choices.items.map { type(of: $0, depth: depth + 1) }.joined(separator: " | ")
        }
        let types = schema["type"]?.string ?? schema["type"]?.items.compactMap(\.string).joined(separator: " or ")
        guard types == "array", let items = schema["items"], items.kind == .object, items.count > 0 else {
            return types ?? "any"
        }
        return "array of (\(type(of: items, depth: depth + 1)))"
    }
}
