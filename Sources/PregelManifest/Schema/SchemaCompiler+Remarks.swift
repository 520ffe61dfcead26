import PregelDiagnostics
import PregelValues

/// What a schema says without effect: the author should know.
extension SchemaCompiler {
    private static let index = NameIndex(SchemaKeyword.all.keys)

    /// Keywords of other languages for schemas, and what does here what they are meant to do.
    private static let foreign = [
        "nullable": "add \"null\" to \"type\"", "id": "write \"$id\"", "example": "write \"examples\", a list",
        "divisibleBy": "write \"multipleOf\"", "extends": "write \"allOf\"", "disallow": "write \"not\"",
    ]

    mutating func checkKeywords(_ schema: Value, at place: SchemaLocation) {
        for (key, value) in schema.members where !key.hasPrefix(SchemaKeyword.extra) {
            guard let keyword = SchemaKeyword.all[key] else {
                warnOfKeyword(key, at: place.member(key))
                continue
            }
            check(key, keyword, value, beside: schema, at: place)
        }
        if let name = schema["$schema"], !SchemaDialect(of: schema).isKnown {
            warn(
                .unknownDialect, "\"$schema\" names \(name.brief), which is no draft that is known here",
                at: place.member("$schema"), isKey: false,
                fix: "name \"http://json-schema.org/draft-07/schema#\", or a later draft")
        }
    }

    private mutating func check(
        _ key: String, _ keyword: SchemaKeyword, _ value: Value, beside schema: Value, at place: SchemaLocation
    ) {
        let here = place.member(key)
        if case .unchecked(let reason) = keyword.role {
            warn(.uncheckedKeyword, "the keyword \(Wording.quoted(key)) is not checked: \(reason)", at: here)
        } else if let partner = keyword.partner, schema[partner] == nil {
            warn(.idleKeyword, "\(Wording.quoted(key)) says nothing without \(Wording.quoted(partner))", at: here)
        } else if key == "additionalItems", schema["items"]?.kind != .array {
            warn(.idleKeyword, "\"additionalItems\" says nothing unless \"items\" is a list", at: here)
        } else if case .check = keyword.role, schema["$ref"] != nil,
            resources.dialect(of: place).ignoresSiblingsOfReferences
        {
            warn(
                .idleKeyword, "\(Wording.quoted(key)) says nothing beside \"$ref\" in this draft", at: here,
                fix: "put the reference into \"allOf\", or name a later draft")
        }
    }

    private mutating func warnOfKeyword(_ key: String, at place: SchemaLocation) {
        let close = Self.index.nearest(to: key).map { "write \(Wording.quoted($0))" }
        warn(
            .unknownKeyword, "JSON Schema has no keyword \(Wording.quoted(key)), so it checks nothing", at: place,
            fix: Self.foreign[key] ?? close
                ?? "remove it, or begin it with \"\(SchemaKeyword.extra)\" to keep it for yourself")
    }

    mutating func warnOfFormat(_ name: String, at place: SchemaLocation) {
        let names = SchemaFormat.allCases.map(\.rawValue)
        warn(
            .unknownFormat, "the format \(Wording.quoted(name)) is not known, so it checks nothing", at: place,
            isKey: false,
            fix: nearestName(to: name, in: names).map { "write \(Wording.quoted($0))" }
                ?? "write one of \(Wording.list(names.sorted(), atMost: 30)), or a \"pattern\"")
    }
}
