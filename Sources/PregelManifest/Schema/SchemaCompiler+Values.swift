import PregelDiagnostics
import PregelValues

/// What stands behind keywords, read as what it should be.
extension SchemaCompiler {
    mutating func number(_ keyword: String, of schema: Value, at place: SchemaLocation) -> Value? {
        guard let value = schema[keyword] else { return nil }
        if value.double != nil { return value }
        // Until draft-04 `true` made a bound of `minimum` or `maximum` exclusive.
        let fix = value.kind == .bool ? "give the bound itself: \"\(keyword)\": 5" : nil
        fault("\"\(keyword)\" is a number", at: place.member(keyword), fix: fix)
        return nil
    }

    mutating func count(_ keyword: String, of schema: Value, at place: SchemaLocation) -> Int? {
        guard let value = schema[keyword] else { return nil }
        if let count = value.wholeNumber, count >= 0 { return count }
        fault("\"\(keyword)\" is a whole number of at least 0", at: place.member(keyword))
        return nil
    }

    mutating func flag(_ keyword: String, of schema: Value, at place: SchemaLocation) -> Bool {
        guard let value = schema[keyword] else { return false }
        if let flag = value.bool { return flag }
        fault("\"\(keyword)\" is true or false", at: place.member(keyword))
        return false
    }

    mutating func names(_ value: Value, at place: SchemaLocation) -> [String] {
        let names = value.items.compactMap(\.string)
        if value.kind != .array || names.count != value.items.count {
            fault("a list of strings is needed", at: place)
        }
        return names
    }

    mutating func members(_ keyword: String, of schema: Value, at place: SchemaLocation) -> Value.Members {
        if let value = schema[keyword], value.kind != .object {
            fault("\"\(keyword)\" is an object", at: place.member(keyword))
        }
        return (schema[keyword] ?? .null).members
    }

    mutating func list(_ keyword: String, of schema: Value, at place: SchemaLocation) -> [Int] {
        let place = place.member(keyword)
        guard let value = schema[keyword], value.kind == .array, !value.items.isEmpty || keyword == "items" else {
            fault("\"\(keyword)\" is a list of at least one schema", at: place)
            return []
        }
        var indices: [Int] = []
        for (index, item) in value.items.enumerated() { indices.append(child(item, at: place.item(index))) }
        return indices
    }

    mutating func pattern(_ value: Value, at place: SchemaLocation) -> SchemaNode.Pattern? {
        guard let text = value.string else {
            fault("\"pattern\" is a string", at: place)
            return nil
        }
        do throws(SafePattern.Fault) {
            return SchemaNode.Pattern(text: text, compiled: try SafePattern(text))
        } catch {
            fault("the pattern \(Wording.quoted(text)) cannot be used: \(error.message)", at: place)
            return nil
        }
    }
}
