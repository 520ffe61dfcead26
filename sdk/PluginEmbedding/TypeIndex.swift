/// The types of a module, by name, each with its extensions joined to it.
struct TypeIndex {
    private let root: Declaration
    /// Whether something in the module may change how every type is decoded.
    let isUnclear: Bool

    /// - Parameter files: What was read of each file; `nil` where one was not understood.
    init(_ files: [Declaration?]) {
        root = Declaration(.extending, "", in: nil)
        var extensions: [Declaration] = []
        var isUnclear = false
        for file in files {
            guard let file else {
                isUnclear = true
                continue
            }
            if file.isUnclear { isUnclear = true }
            for type in file.nested {
                if type.kind == .extending { extensions.append(type) } else { root.nested.append(type) }
            }
            root.aliases.merge(file.aliases) { first, _ in first }
        }
        for type in root.nested { type.outer = root }
        for part in extensions {
            if let type = TypeIndex.type(part.name.split(separator: ".").map(String.init), in: root) {
                TypeIndex.join(part, to: type)
            } else if Self.protocols.contains(part.name) {
                isUnclear = true
            }
        }
        self.isUnclear = isUnclear
    }

    private static let protocols: Set<String> = [
        "Decodable", "Codable", "Defaulted", "Component", "Node", "AsyncNode", "Router", "Reducer", "EventProcessor",
        "Checkpointer", "Cache", "Store", "KeyedDecodingContainer", "KeyedDecodingContainerProtocol",
        "SingleValueDecodingContainer", "UnkeyedDecodingContainer",
    ]

    private static func join(_ part: Declaration, to type: Declaration) {
        type.inherited += part.inherited
        type.functions.formUnion(part.functions)
        type.initializers += part.initializers
        type.statics.merge(part.statics) { first, _ in first }
        type.aliases.merge(part.aliases) { first, _ in first }
        type.isUnclear = type.isUnclear || part.isUnclear
        for inner in part.nested where inner.kind != .extending {
            inner.outer = type
            type.nested.append(inner)
        }
    }

    private static func type(_ names: [String], in owner: Declaration) -> Declaration? {
        var found = owner
        for name in names {
            guard let inner = found.nested.first(where: { $0.name == name }) else { return nil }
            found = inner
        }
        return found
    }

    /// All types at the top and in others.
    var all: [Declaration] {
        func collect(_ type: Declaration) -> [Declaration] { [type] + type.nested.flatMap(collect) }
        return root.nested.flatMap(collect)
    }

    /// What a name means in a type: the nearest declaration outwards.
    enum Meaning {
        case type(Declaration)
        case alias([Token], in: Declaration)
    }

    func meaning(of name: String, in scope: Declaration?) -> Meaning? {
        var place = scope
        while let owner = place {
            if let found = owner.nested.first(where: { $0.name == name }) { return .type(found) }
            if let alias = owner.aliases[name] { return .alias(alias, in: owner) }
            if owner.name == name, owner.kind != .extending { return .type(owner) }
            place = owner.outer
        }
        if let found = root.nested.first(where: { $0.name == name }) { return .type(found) }
        return root.aliases[name].map { .alias($0, in: root) }
    }
}
