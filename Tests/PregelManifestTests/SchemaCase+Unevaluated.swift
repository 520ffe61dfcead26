extension SchemaCase {
    /// What no other keyword has looked at.
    static let unevaluated = [
        SchemaCase(
            "unevaluatedProperties beside properties",
            #"{"properties": {"a": {}}, "patternProperties": {"^x": {}}, "unevaluatedProperties": false}"#,
            good: ["{}", #"{"a": 1, "xy": 2}"#, "[1]"], bad: [#"{"b": 1}"#]),
        SchemaCase(
            "unevaluatedProperties as a schema",
            #"{"properties": {"a": {}}, "unevaluatedProperties": {"type": "string"}}"#,
            good: [#"{"a": 1, "b": "x"}"#], bad: [#"{"b": 1}"#]),
        SchemaCase(
            "unevaluatedProperties through allOf and a reference",
            ##"{"allOf": [{"properties": {"a": {}}}], "$ref": "#/$defs/b", "unevaluatedProperties": false, "$defs": {"b": {"properties": {"b": {}}}}}"##,
            good: [#"{"a": 1, "b": 2}"#], bad: [#"{"a": 1, "c": 2}"#]),
        SchemaCase(
            "of anyOf and oneOf only the branches that accept",
            #"{"anyOf": [{"properties": {"a": {"const": 1}}, "required": ["a"]}, {"properties": {"b": {}}}], "unevaluatedProperties": false}"#,
            good: [#"{"a": 1, "b": 2}"#, #"{"b": 2}"#], bad: [#"{"a": 2, "b": 2}"#]),
        SchemaCase(
            "of a condition the branch that is taken",
            #"{"if": {"properties": {"kind": {"const": "x"}}, "required": ["kind"]}, "then": {"properties": {"x": {}}}, "else": {"properties": {"y": {}}}, "unevaluatedProperties": false}"#,
            good: [#"{"kind": "x", "x": 1}"#, #"{"y": 1}"#],
            bad: [#"{"kind": "x", "y": 1}"#, #"{"x": 1}"#, #"{"kind": "z"}"#]),
        SchemaCase(
            "of dependentSchemas what its key asks for",
            #"{"properties": {"a": {}}, "dependentSchemas": {"a": {"properties": {"b": {}}}}, "unevaluatedProperties": false}"#,
            good: [#"{"a": 1, "b": 2}"#], bad: [#"{"b": 2}"#]),
        SchemaCase(
            "not sees nothing", #"{"not": {"not": {"properties": {"a": {}}}}, "unevaluatedProperties": false}"#,
            good: ["{}"], bad: [#"{"a": 1}"#]),
        SchemaCase(
            "additionalProperties sees everything", #"{"additionalProperties": true, "unevaluatedProperties": false}"#,
            good: [#"{"a": 1}"#], bad: []),
        SchemaCase(
            "one unevaluatedProperties within another",
            #"{"allOf": [{"properties": {"a": {}}, "unevaluatedProperties": true}], "unevaluatedProperties": false}"#,
            good: [#"{"a": 1, "b": 2}"#], bad: []),
        SchemaCase(
            "members of members are others' business",
            #"{"properties": {"a": {"properties": {"b": {}}}}, "unevaluatedProperties": false}"#,
            good: [#"{"a": {"c": 1}}"#], bad: [#"{"b": 1}"#]),
        SchemaCase(
            "unevaluatedItems behind a tuple", #"{"prefixItems": [{}], "unevaluatedItems": false}"#,
            good: ["[]", "[1]", "{}"], bad: ["[1, 2]"]),
        SchemaCase(
            "unevaluatedItems as a schema", #"{"prefixItems": [{}], "unevaluatedItems": {"type": "null"}}"#,
            good: ["[1, null]"], bad: ["[1, 2]"]),
        SchemaCase("items see everything", #"{"items": true, "unevaluatedItems": false}"#, good: ["[1, 2]"], bad: []),
        SchemaCase(
            "the longest tuple counts",
            #"{"prefixItems": [{}], "allOf": [{"prefixItems": [{}, {}]}], "unevaluatedItems": false}"#,
            good: ["[1, 2]"],
            bad: ["[1, 2, 3]"]),
        SchemaCase(
            "contains sees what it accepts",
            #"{"contains": {"type": "string"}, "unevaluatedItems": {"multipleOf": 2}}"#,
            good: [#"["a", 4]"#], bad: [#"["a", 3]"#]),
        SchemaCase(
            "in 2019-09 contains sees nothing",
            #"{"$schema": "https://json-schema.org/draft/2019-09/schema", "contains": {"type": "string"}, "unevaluatedItems": false}"#,
            good: ["{}"], bad: [#"["a"]"#]),
    ]
}
