/// Finds the types of the components that `plugin.json` declares, and makes the schemas of their configurations.
struct ComponentFinder {
    private let index: TypeIndex
    private let deriver: ConfigDeriver

    init(_ index: TypeIndex) {
        self.index = index
        deriver = ConfigDeriver(index: index)
    }

    private static let kinds: [(key: String, protocols: Set<String>)] = [
        ("nodes", ["Node", "AsyncNode"]), ("routers", ["Router"]), ("reducers", ["Reducer"]),
        ("processors", ["EventProcessor"]), ("checkpointers", ["Checkpointer"]), ("caches", ["Cache"]),
        ("stores", ["Store"]),
    ]

    /// The schemas by the list of `plugin.json` and the component's name, of those that declare none there.
    func schemas(for manifest: JSON) -> JSON {
        var found: [(key: String, value: JSON)] = []
        for (key, protocols) in ComponentFinder.kinds {
            guard case .array(let components)? = manifest[key] else { continue }
            let schemas = components.compactMap { component -> (key: String, value: JSON)? in
                guard component["config_schema"] == nil, case .string(let name)? = component["name"] else { return nil }
                return schema(of: name, protocols).map { (key: name, value: $0) }
            }
            if !schemas.isEmpty { found.append((key, .object(schemas))) }
        }
        return .object(found)
    }

    private func schema(of name: String, _ protocols: Set<String>) -> JSON? {
        guard !index.isUnclear else { return nil }
        let types = index.all.filter { !protocols.isDisjoint(with: $0.inherited) && self.name(of: $0) == name }
        guard let type = types.first, types.count == 1, !type.isUnclear, type.statics["configSchema"] == nil,
            type.functions.isDisjoint(with: ["configSchema", "decodeConfig"])
        else { return nil }
        if type.nested.contains(where: { $0.name == "Config" }) || type.aliases["Config"] != nil {
            return deriver.schema(of: "Config", in: type)
        }
        let taken = type.initializers.compactMap { $0.first { $0.label == "config" }?.type }
        let stored = type.properties.first { $0.name == "config" }?.type
        return (taken.first ?? stored).flatMap { deriver.schema(of: $0, in: type) }
    }

    /// A component's name; `nil` where its source computes it.
    private func name(of type: Declaration) -> String? {
        if let given = type.statics["name"] { return given }
        return ComponentFinder.snakeCase(type.name)
    }

    /// As the SDK names components.
    static func snakeCase(_ name: String) -> String {
        var result = ""
        var previous: Character?
        for character in name {
            if character.isUppercase, let previous, previous.isLowercase || previous.isNumber { result.append("_") }
            result += character.lowercased()
            previous = character
        }
        return result
    }
}
