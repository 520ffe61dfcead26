extension SchemaCase {
    static let combinations = [
        SchemaCase(
            "allOf", #"{"allOf": [{"required": ["a"]}, {"required": ["b"]}]}"#, good: [#"{"a": 1, "b": 1}"#],
            bad: [#"{"a": 1}"#, #"{"b": 1}"#]),
        SchemaCase(
            "anyOf", #"{"anyOf": [{"type": "integer"}, {"minimum": 2}]}"#, good: ["1", "2.5", "3"], bad: ["1.5"]),
        SchemaCase(
            "oneOf", #"{"oneOf": [{"type": "integer"}, {"minimum": 2}]}"#, good: ["1", "2.5"], bad: ["3", "1.5"]),
        SchemaCase("not", #"{"not": {"type": ["integer", "boolean"]}}"#, good: [#""x""#], bad: ["1", "true"]),
        SchemaCase(
            "if, then, else", #"{"if": {"exclusiveMaximum": 0}, "then": {"minimum": -10}, "else": {"multipleOf": 2}}"#,
            good: ["-1", "4"], bad: ["-100", "3"]),
        SchemaCase("if alone", #"{"if": {"const": 0}}"#, good: ["0", "1"], bad: []),
        SchemaCase("then without if", #"{"then": {"const": 0}}"#, good: ["1"], bad: []),
        SchemaCase(
            "nested combinations", #"{"allOf": [{"anyOf": [{"oneOf": [{"type": "null"}]}]}]}"#, good: ["null"],
            bad: ["1"]),
        SchemaCase(
            "a base beside anyOf", #"{"type": "string", "anyOf": [{"maxLength": 2}, {"minLength": 4}]}"#,
            good: [#""ab""#, #""abcd""#], bad: [#""abc""#, "3"]),
    ]
}
