import PregelValues

/// What a keyword of JSON Schema is, in any of its drafts since the sixth.
struct SchemaKeyword {
    /// What stands behind it.
    enum Content {
        case schema
        /// `items`: one for all, or one each.
        case schemaOrList
        case schemas
        case schemasByName
        /// `dependencies`: schemas or lists of names, by name.
        case dependencies
        /// Something else, in which no schema is looked for.
        case value
    }

    enum Role {
        /// It refuses values.
        case check
        /// It identifies the schema, or a part of it.
        case identity
        /// It describes.
        case remark
        /// It is known, and not checked; the reason.
        case unchecked(String)
    }

    let content: Content
    let role: Role
    /// It says nothing without this one.
    let partner: String?

    init(_ content: Content = .value, _ role: Role = .check, needs partner: String? = nil) {
        self.content = content
        self.role = role
        self.partner = partner
    }

    /// Keys that begin so belong to whoever wrote them.
    static let extra = Names.extra

    static let all: [String: SchemaKeyword] = [
        "type": SchemaKeyword(), "enum": SchemaKeyword(), "const": SchemaKeyword(),
        "minimum": SchemaKeyword(), "maximum": SchemaKeyword(), "multipleOf": SchemaKeyword(),
        "exclusiveMinimum": SchemaKeyword(), "exclusiveMaximum": SchemaKeyword(),
        "minLength": SchemaKeyword(), "maxLength": SchemaKeyword(),
        "pattern": SchemaKeyword(), "format": SchemaKeyword(),
        "minItems": SchemaKeyword(), "maxItems": SchemaKeyword(), "uniqueItems": SchemaKeyword(),
        "items": SchemaKeyword(.schemaOrList), "prefixItems": SchemaKeyword(.schemas),
        "additionalItems": SchemaKeyword(.schema), "contains": SchemaKeyword(.schema),
        "minContains": SchemaKeyword(needs: "contains"), "maxContains": SchemaKeyword(needs: "contains"),
        "unevaluatedItems": SchemaKeyword(.schema),
        "minProperties": SchemaKeyword(), "maxProperties": SchemaKeyword(), "required": SchemaKeyword(),
        "properties": SchemaKeyword(.schemasByName), "patternProperties": SchemaKeyword(.schemasByName),
        "additionalProperties": SchemaKeyword(.schema), "propertyNames": SchemaKeyword(.schema),
        "unevaluatedProperties": SchemaKeyword(.schema),
        "dependencies": SchemaKeyword(.dependencies), "dependentSchemas": SchemaKeyword(.schemasByName),
        "dependentRequired": SchemaKeyword(),
        "allOf": SchemaKeyword(.schemas), "anyOf": SchemaKeyword(.schemas), "oneOf": SchemaKeyword(.schemas),
        "not": SchemaKeyword(.schema), "if": SchemaKeyword(.schema),
        "then": SchemaKeyword(.schema, needs: "if"), "else": SchemaKeyword(.schema, needs: "if"),
        "definitions": SchemaKeyword(.schemasByName, .identity), "$defs": SchemaKeyword(.schemasByName, .identity),
        "$schema": SchemaKeyword(.value, .identity), "$id": SchemaKeyword(.value, .identity),
        "$anchor": SchemaKeyword(.value, .identity), "$dynamicAnchor": SchemaKeyword(.value, .identity),
        "$recursiveAnchor": SchemaKeyword(.value, .identity),
        "$ref": SchemaKeyword(.value, .identity), "$dynamicRef": SchemaKeyword(.value, .identity),
        "$recursiveRef": SchemaKeyword(.value, .identity), "$comment": SchemaKeyword(.value, .remark),
        "title": SchemaKeyword(.value, .remark), "description": SchemaKeyword(.value, .remark),
        "default": SchemaKeyword(.value, .remark), "examples": SchemaKeyword(.value, .remark),
        "readOnly": SchemaKeyword(.value, .remark), "writeOnly": SchemaKeyword(.value, .remark),
        "deprecated": SchemaKeyword(.value, .remark),
        "contentEncoding": SchemaKeyword(.value, .unchecked("what a string encodes is not decoded")),
        "contentMediaType": SchemaKeyword(.value, .unchecked("what a string contains is not read")),
        "contentSchema": SchemaKeyword(.value, .unchecked("what a string contains is not read")),
        "$vocabulary": SchemaKeyword(.value, .unchecked("every keyword of the drafts holds")),
    ]

    /// The schemas directly below one, with the steps that lead to them.
    static func subschemas(of schema: Value, at place: SchemaLocation) -> [(value: Value, place: SchemaLocation)] {
        var found: [(value: Value, place: SchemaLocation)] = []
        for (key, value) in schema.members {
            guard let content = all[key]?.content else { continue }
            let place = place.member(key)
            switch (content, value.kind) {
            case (.schema, _), (.schemaOrList, .object), (.schemaOrList, .bool): found.append((value, place))
            case (.schemas, .array), (.schemaOrList, .array):
                for (index, item) in value.items.enumerated() { found.append((item, place.item(index))) }
            case (.schemasByName, .object), (.dependencies, .object):
                for (name, member) in value.members where member.kind != .array {
                    found.append((member, place.member(name)))
                }
            default: continue
            }
        }
        return found
    }
}
