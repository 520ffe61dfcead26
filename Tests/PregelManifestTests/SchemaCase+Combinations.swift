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

    static let references = [
        SchemaCase(
            "the schema itself", ##"{"properties": {"next": {"$ref": "#"}}, "additionalProperties": false}"##,
            good: [#"{"next": {"next": {}}}"#], bad: [#"{"next": {"nxt": {}}}"#]),
        SchemaCase(
            "a definition",
            ##"{"$ref": "#/definitions/c", "definitions": {"a": {"type": "integer"}, "b": {"$ref": "#/definitions/a"}, "c": {"$ref": "#/definitions/b"}}}"##,
            good: ["5"], bad: [#""a""#]),
        SchemaCase(
            "in $defs", ##"{"items": {"$ref": "#/$defs/x"}, "$defs": {"x": {"type": "null"}}}"##, good: ["[null]"],
            bad: ["[1]"]),
        SchemaCase(
            "an item of a list", ##"{"items": [{"type": "integer"}, {"$ref": "#/items/0"}]}"##, good: ["[1, 2]"],
            bad: [#"[1, "x"]"#]),
        SchemaCase(
            "escaped pointers",
            ##"{"properties": {"t": {"$ref": "#/definitions/a~0b"}, "s": {"$ref": "#/definitions/c~1d"}, "p": {"$ref": "#/definitions/e%25f"}}, "definitions": {"a~b": {"type": "integer"}, "c/d": {"type": "integer"}, "e%f": {"type": "integer"}}}"##,
            good: [#"{"t": 1, "s": 1, "p": 1}"#], bad: [#"{"t": "x"}"#, #"{"s": "x"}"#, #"{"p": "x"}"#]),
        SchemaCase(
            "a tree",
            ##"{"$ref": "#/definitions/node", "definitions": {"node": {"type": "object", "required": ["v"], "properties": {"v": {"type": "integer"}, "kids": {"type": "array", "items": {"$ref": "#/definitions/node"}}}}}}"##,
            good: [#"{"v": 1, "kids": [{"v": 2}, {"v": 3, "kids": []}]}"#],
            bad: [#"{"v": 1, "kids": [{"v": 2, "kids": [{"v": "x"}]}]}"#]),
        SchemaCase(
            "in draft-07 a reference stands alone",
            ##"{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"$ref": "#/definitions/l", "maxItems": 2}}, "definitions": {"l": {"type": "array"}}}"##,
            good: [#"{"a": [1, 2, 3]}"#], bad: [#"{"a": 1}"#]),
        SchemaCase(
            "later what stands beside it counts",
            ##"{"properties": {"a": {"$ref": "#/$defs/l", "maxItems": 2}}, "$defs": {"l": {"type": "array"}}}"##,
            good: [#"{"a": [1, 2]}"#], bad: [#"{"a": [1, 2, 3]}"#, #"{"a": 1}"#]),
    ]

    static let formats = [
        SchemaCase(
            "date-time", #"{"format": "date-time"}"#,
            good: [
                #""1963-06-19T08:30:06.283185Z""#, #""1990-12-31T15:59:50.123-08:00""#, #""1998-12-31T23:59:60Z""#,
                "12",
            ],
            bad: [
                #""1990-02-31T15:59:59Z""#, #""1963-06-19 08:30:06Z""#, #""2013-350T01:01:01""#,
                #""1998-12-31T22:59:60Z""#,
            ]),
        SchemaCase(
            "date", #"{"format": "date"}"#, good: [#""1963-06-19""#, #""2020-02-29""#],
            bad: [#""06/19/1963""#, #""2021-02-29""#, #""1998-1-20""#, #""1998-13-01""#]),
        SchemaCase(
            "time", #"{"format": "time"}"#, good: [#""08:30:06Z""#, #""08:30:06.5+01:00""#],
            bad: [#""8:30 AM""#, #""24:00:00Z""#]),
        SchemaCase(
            "email", #"{"format": "email"}"#, good: [#""joe.bloggs@example.com""#, #""te~st@example.com""#],
            bad: [#""2962""#, #"".test@example.com""#, #""te..st@example.com""#, #""a@""#]),
        SchemaCase(
            "uri", #"{"format": "uri"}"#,
            good: [#""http://foo.bar/?baz=qux#quux""#, #""urn:oasis:names""#, #""mailto:a@b.c""#],
            bad: [#""/abc""#, #"":// should fail""#, #""http:// space""#, #""bar,baz:foo""#, #""http://x/%zz""#]),
        SchemaCase(
            "uuid", #"{"format": "uuid"}"#, good: [#""2EB8AA08-aa98-11ea-b4aa-73b441d16380""#],
            bad: [#""2eb8aa08aa9811eab4aa73b441d16380""#, #""2eb8aa08-aa98-11ea-b4ga-73b441d16380""#]),
        SchemaCase(
            "ipv4", #"{"format": "ipv4"}"#, good: [#""192.168.0.1""#],
            bad: [#""256.0.0.1""#, #""127.0.0""#, #""087.10.0.1""#]),
        SchemaCase("regex", #"{"format": "regex"}"#, good: [#""([abc])+""#], bad: [#""^(abc]""#]),
        SchemaCase("an unknown format is a remark", #"{"format": "colour"}"#, good: [#""x""#], bad: []),
    ]
}
