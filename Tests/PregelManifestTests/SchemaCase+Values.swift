extension SchemaCase {
    static let types = [
        SchemaCase("true", "true", good: ["1", "null", "{}"], bad: []),
        SchemaCase("false", "false", good: [], bad: ["1", "null", "{}"]),
        SchemaCase("an empty schema", "{}", good: ["1", "[]"], bad: []),
        SchemaCase("type null", #"{"type": "null"}"#, good: ["null"], bad: ["0", "false", #""""#]),
        SchemaCase("type boolean", #"{"type": "boolean"}"#, good: ["true", "false"], bad: ["0", #""true""#, "null"]),
        SchemaCase(
            "type integer", #"{"type": "integer"}"#, good: ["1", "1.0", "-3", "1e3"], bad: ["1.1", #""1""#, "true"]),
        SchemaCase("type number", #"{"type": "number"}"#, good: ["1", "1.5"], bad: [#""1""#, "null", "true"]),
        SchemaCase("type string", #"{"type": "string"}"#, good: [#""""#, #""1""#], bad: ["1", "null", "[]"]),
        SchemaCase("type array", #"{"type": "array"}"#, good: ["[]"], bad: ["{}", #""[]""#]),
        SchemaCase("type object", #"{"type": "object"}"#, good: ["{}"], bad: ["[]", "null"]),
        SchemaCase("several types", #"{"type": ["string", "null"]}"#, good: ["null", #""x""#], bad: ["1", "false"]),
        SchemaCase(
            "enum", #"{"enum": [1, "a", null, {"x": [1]}]}"#, good: ["1", "1.0", #""a""#, "null", #"{"x": [1.0]}"#],
            bad: ["2", #""A""#, "false", #"{"x": []}"#]),
        SchemaCase("enum tells false from 0", #"{"enum": [false]}"#, good: ["false"], bad: ["0", "0.0", "null"]),
        SchemaCase("const", #"{"const": {"a": 1, "b": 2}}"#, good: [#"{"b": 2, "a": 1}"#], bad: [#"{"a": 1}"#, "1"]),
        SchemaCase("const null", #"{"const": null}"#, good: ["null"], bad: ["0", "false"]),
    ]

    static let scalars = [
        SchemaCase("minimum", #"{"minimum": 1.1}"#, good: ["1.1", "2", #""x""#], bad: ["1", "0.6"]),
        SchemaCase("maximum", #"{"maximum": 3}"#, good: ["3", "3.0", "-9", #""x""#], bad: ["3.5", "4"]),
        SchemaCase("exclusiveMinimum", #"{"exclusiveMinimum": 1}"#, good: ["1.1", "null"], bad: ["1", "1.0", "0"]),
        SchemaCase("exclusiveMaximum", #"{"exclusiveMaximum": 3}"#, good: ["2.9"], bad: ["3", "3.0", "4"]),
        SchemaCase(
            "large whole numbers are exact", #"{"maximum": 9007199254740992}"#, good: ["9007199254740992"],
            bad: ["9007199254740993"]),
        SchemaCase("multipleOf", #"{"multipleOf": 2}"#, good: ["10", "0", "4.0", #""x""#], bad: ["7", "3.5"]),
        SchemaCase(
            "multipleOf with a fraction", #"{"multipleOf": 0.0001}"#, good: ["0.0075", "0", "3"], bad: ["0.00751"]),
        SchemaCase("multipleOf 0.1", #"{"multipleOf": 0.1}"#, good: ["0.3", "1.1", "100000.7"], bad: ["0.35"]),
        SchemaCase(
            "multipleOf a large number", #"{"multipleOf": 1}"#, good: ["1e300", "-7", "9007199254740993"],
            bad: ["1000000000000.5", "0.1"]),
        SchemaCase(
            "multipleOf between far sizes", #"{"multipleOf": 0.123456789}"#,
            good: ["0", "1.23456789", "123456789e200"],
            bad: ["1e308", "1e-300"]),
        SchemaCase(
            "whole numbers and fractions are compared exactly", #"{"exclusiveMaximum": 9007199254740993}"#,
            good: ["9007199254740992", "9007199254740992.0"], bad: ["9007199254740993", "9007199254740994.0"]),
        SchemaCase("minLength", #"{"minLength": 2}"#, good: [#""ab""#, "1", #""é€""#], bad: [#""a""#, #""💩""#]),
        SchemaCase("maxLength", #"{"maxLength": 2}"#, good: [#""ab""#, #""💩💩""#, "100"], bad: [#""abc""#]),
        SchemaCase("minLength with a fraction of zero", #"{"minLength": 2.0}"#, good: [#""ab""#], bad: [#""a""#]),
        SchemaCase("pattern", #"{"pattern": "^a*$"}"#, good: [#""aaa""#, #""""#, "1", "{}"], bad: [#""abc""#]),
        SchemaCase("pattern is not anchored", #"{"pattern": "a+"}"#, good: [#""xxaayy""#], bad: [#""xyz""#]),
    ]

    static let arrays = [
        SchemaCase("items", #"{"items": {"type": "integer"}}"#, good: ["[]", "[1, 2]", "{}"], bad: [#"[1, "x"]"#]),
        SchemaCase("items false", #"{"items": false}"#, good: ["[]", "1"], bad: ["[1]"]),
        SchemaCase(
            "items as a tuple", #"{"items": [{"type": "integer"}, {"type": "string"}]}"#,
            good: ["[]", "[1]", #"[1, "a"]"#, #"[1, "a", true]"#], bad: [#"["a"]"#, "[1, 2]"]),
        SchemaCase(
            "additionalItems", #"{"items": [{}], "additionalItems": {"type": "integer"}}"#,
            good: ["[null]", "[null, 2, 3]"], bad: [#"[null, "x"]"#]),
        SchemaCase(
            "additionalItems false", #"{"items": [{}, {}], "additionalItems": false}"#, good: ["[1, 2]"],
            bad: ["[1, 2, 3]"]),
        SchemaCase("additionalItems without a tuple", #"{"additionalItems": false}"#, good: ["[1, 2]"], bad: []),
        SchemaCase(
            "prefixItems", #"{"prefixItems": [{"type": "integer"}], "items": {"type": "string"}}"#,
            good: ["[1]", #"[1, "a"]"#], bad: [#"["a"]"#, "[1, 2]"]),
        SchemaCase("contains", #"{"contains": {"minimum": 5}}"#, good: ["[3, 4, 5]", "{}"], bad: ["[2, 3]", "[]"]),
        SchemaCase(
            "minContains", #"{"contains": {"type": "integer"}, "minContains": 2}"#,
            good: ["[1, 2]", #"[1, "a", 2]"#, "{}"],
            bad: ["[1]", #"[1, "b"]"#, "[]"]),
        SchemaCase(
            "minContains 0", #"{"contains": {"const": 1}, "minContains": 0}"#, good: ["[]", "[2]", "[1, 1]"], bad: []),
        SchemaCase(
            "maxContains", #"{"contains": {"const": 1}, "maxContains": 2}"#, good: ["[1]", "[1, 2, 1]"],
            bad: ["[1, 1, 1]", "[2]", "[]"]),
        SchemaCase("minContains without contains", #"{"minContains": 2}"#, good: ["[]", "[1]"], bad: []),
        SchemaCase("minItems", #"{"minItems": 1}"#, good: ["[1]", #""""#], bad: ["[]"]),
        SchemaCase("maxItems", #"{"maxItems": 2}"#, good: ["[1, 2]", "[]", #""abc""#], bad: ["[1, 2, 3]"]),
        SchemaCase(
            "uniqueItems", #"{"uniqueItems": true}"#,
            good: [
                "[1, 2]", "[0, false]", "[1, true]", #"[{"a": 1}, {"a": 2}]"#, "[[1], [2]]", #"[1, "1"]"#, "[[], {}]",
            ],
            bad: ["[1, 1]", "[1, 1.0]", #"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#, #"["x", "x"]"#, "[null, null]"]),
        SchemaCase("uniqueItems false", #"{"uniqueItems": false}"#, good: ["[1, 1]"], bad: []),
    ]

    static let objects = [
        SchemaCase(
            "properties", #"{"properties": {"a": {"type": "integer"}, "b": {"type": "string"}}}"#,
            good: [#"{"a": 1, "b": "x"}"#, "{}", #"{"c": []}"#, "[]"], bad: [#"{"a": "x"}"#, #"{"a": 1, "b": {}}"#]),
        SchemaCase(
            "a property that must not be there", #"{"properties": {"a": false}}"#, good: ["{}"], bad: [#"{"a": 1}"#]),
        SchemaCase(
            "required", #"{"required": ["a", "b/c"]}"#, good: [#"{"a": null, "b/c": 1}"#, "[]"], bad: [#"{"a": 1}"#]),
        SchemaCase(
            "additionalProperties false",
            #"{"properties": {"a": {}}, "patternProperties": {"^x": {}}, "additionalProperties": false}"#,
            good: [#"{"a": 1, "xyz": 2}"#, "{}", "[1]"], bad: [#"{"b": 1}"#]),
        SchemaCase(
            "additionalProperties as a schema",
            #"{"properties": {"a": {}}, "additionalProperties": {"type": "boolean"}}"#,
            good: [#"{"a": 1, "b": true}"#], bad: [#"{"b": 1}"#]),
        SchemaCase(
            "patternProperties", #"{"patternProperties": {"a*": {"type": "integer"}, "aaa*": {"maximum": 20}}}"#,
            good: [#"{"a": 21}"#, #"{"aaaa": 18}"#], bad: [#"{"a": "x"}"#, #"{"aaaa": 31}"#]),
        SchemaCase(
            "propertyNames", #"{"propertyNames": {"maxLength": 3}}"#, good: [#"{"abc": 1}"#, "{}", "[]"],
            bad: [#"{"abcd": 1}"#]),
        SchemaCase("minProperties", #"{"minProperties": 1}"#, good: [#"{"a": 1}"#, "[]"], bad: ["{}"]),
        SchemaCase("maxProperties", #"{"maxProperties": 1}"#, good: ["{}", "[1, 2]"], bad: [#"{"a": 1, "b": 2}"#]),
        SchemaCase(
            "dependencies", #"{"dependencies": {"a": ["b"], "c": {"required": ["d"]}}}"#,
            good: ["{}", #"{"a": 1, "b": 2}"#, #"{"c": 1, "d": 2}"#], bad: [#"{"a": 1}"#, #"{"c": 1}"#]),
        SchemaCase(
            "dependentSchemas", #"{"dependentSchemas": {"a": {"required": ["b"]}}}"#,
            good: ["{}", #"{"a": 1, "b": 2}"#],
            bad: [#"{"a": 1}"#]),
        SchemaCase(
            "dependentRequired", #"{"dependentRequired": {"a": ["b"]}}"#, good: [#"{"b": 1}"#], bad: [#"{"a": 1}"#]),
        SchemaCase(
            "keys with escapes",
            #"{"properties": {"a/b": {"type": "null"}, "c~d": {"type": "null"}, "%e": {"type": "null"}}}"#,
            good: [#"{"a/b": null}"#], bad: [#"{"a/b": 1}"#, #"{"c~d": 1}"#, #"{"%e": 1}"#]),
    ]
}
