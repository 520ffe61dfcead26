import PregelValues

/// Compares the schema of a configuration that was read from a plugin's source with the one that its type tells once it is
/// loaded.
enum SchemaAgreement {
    /// Where the two contradict each other, as a pointer into the schema; `nil` where they do not. What could not be read
    /// from the source is left open, and the type may say it.
    static func difference(read: Value, told: Value, at place: String = "") -> String? {
        guard read.kind == .object, told.kind == .object else { return read == told ? nil : place }
        if let key = ["type", "minimum", "default", "enum"].first(where: { !agrees(read, told, $0) }) {
            return place + "/" + key
        }
        for key in ["items", "additionalProperties"] {
            guard let mine = read[key] else { continue }
            if let found = difference(read: mine, told: told[key] ?? true, at: place + "/" + key) { return found }
        }
        guard let properties = read["properties"] else { return nil }
        if names(read["required"]) != names(told["required"]) { return place + "/required" }
        let others = told["properties"] ?? [:]
        if Set(properties.members.map(\.key)) != Set(others.members.map(\.key)) { return place + "/properties" }
        for (key, property) in properties.members {
            let here = place + JSONPointer(["properties", key]).description
            if let found = difference(read: property, told: others[key] ?? true, at: here) { return found }
        }
        return nil
    }

    private static func agrees(_ read: Value, _ told: Value, _ key: String) -> Bool {
        guard let mine = read[key] else { return true }
        guard let other = told[key] else {
            // A type tells the values of an enumeration only where it is `CaseIterable`.
            return key == "enum" ? told["type"] != nil : key == "type" && told["enum"] != nil
        }
        return key == "enum" ? Set(mine.items) == Set(other.items) : mine == other
    }

    private static func names(_ list: Value?) -> Set<String> { Set((list ?? []).items.compactMap(\.string)) }
}
