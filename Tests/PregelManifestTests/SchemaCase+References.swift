extension SchemaCase {
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
        SchemaCase(
            "dependencies and definitions beside a reference",
            ##"{"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a", "definitions": {"a": {"type": "null"}}}"##,
            good: ["null"], bad: ["1"]),
        SchemaCase(
            "a property that is called $ref",
            ##"{"properties": {"$ref": {"$ref": "#/definitions/s"}}, "definitions": {"s": {"type": "string"}}}"##,
            good: [##"{"$ref": "a"}"##], bad: [##"{"$ref": 2}"##]),
    ]

    /// Parts that are called by their names.
    static let names = [
        SchemaCase(
            "an anchor as an $id",
            ##"{"items": {"$ref": "#one"}, "definitions": {"A": {"$id": "#one", "type": "integer"}}}"##,
            good: ["[1]"], bad: [#"["x"]"#]),
        SchemaCase(
            "an $anchor", ##"{"items": {"$ref": "#one"}, "$defs": {"A": {"$anchor": "one", "type": "integer"}}}"##,
            good: ["[1]"], bad: [#"["x"]"#]),
        SchemaCase(
            "the schema's own URI",
            ##"{"$id": "https://example.org/tree", "properties": {"next": {"$ref": "https://example.org/tree"}, "same": {"$ref": "tree"}, "part": {"$ref": "tree#/properties/v"}, "v": {"type": "integer"}}, "required": ["v"]}"##,
            good: [#"{"v": 1, "next": {"v": 2}, "same": {"v": 3}, "part": 4}"#],
            bad: [#"{"v": 1, "next": {}}"#, #"{"v": 1, "same": {"v": "x"}}"#, #"{"v": 1, "part": "x"}"#]),
        SchemaCase(
            "a part with a URI beside the schema's",
            ##"{"$id": "https://example.org/a/root.json", "items": {"$ref": "part.json"}, "definitions": {"p": {"$id": "part.json", "type": "null"}}}"##,
            good: ["[null]"], bad: ["[1]"]),
        SchemaCase(
            "a pointer begins at the part with the nearest $id",
            ##"{"$id": "https://example.org/root", "properties": {"a": {"$id": "inner", "definitions": {"x": {"type": "integer"}}, "items": {"$ref": "#/definitions/x"}}, "b": {"$ref": "#/definitions/x"}}, "definitions": {"x": {"type": "string"}}}"##,
            good: [#"{"a": [1], "b": "s"}"#], bad: [#"{"a": ["s"]}"#, #"{"b": 1}"#]),
        SchemaCase(
            "parts refer to each other",
            ##"{"$id": "https://example.org/tree", "properties": {"nodes": {"items": {"$ref": "node"}}}, "required": ["nodes"], "definitions": {"n": {"$id": "node", "properties": {"tree": {"$ref": "tree"}}}}}"##,
            good: [#"{"nodes": [{"tree": {"nodes": []}}]}"#], bad: [#"{"nodes": [{"tree": {}}]}"#]),
        SchemaCase(
            "a URN, an anchor in it, a path from the root",
            ##"{"$id": "urn:example:a", "allOf": [{"$ref": "urn:example:a#n"}], "$defs": {"n": {"$anchor": "n", "type": "number"}}}"##,
            good: ["1"], bad: [#""x""#]),
        SchemaCase(
            "a path from the root of the host",
            ##"{"$id": "http://example.org/a/b/c", "allOf": [{"$ref": "/x/y"}, {"$ref": "../../x/z?q=1"}], "$defs": {"y": {"$id": "http://example.org/x/y", "minimum": 1}, "z": {"$id": "http://example.org/x/z?q=1", "maximum": 3}}}"##,
            good: ["2"], bad: ["0", "4"]),
        SchemaCase(
            "in draft-07 an $id beside a $ref is none",
            ##"{"$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://example.org/base/", "allOf": [{"$id": "http://example.org/other/", "$ref": "n"}], "definitions": {"a": {"$id": "http://example.org/other/n", "type": "string"}, "b": {"$id": "n", "type": "number"}}}"##,
            good: ["1"], bad: [#""x""#]),
        SchemaCase(
            "what looks like an $id in a value or behind an unknown keyword is none",
            ##"{"definitions": {"a": {"enum": [{"$id": "urn:x", "type": "null"}]}, "b": {"x-own": {"$id": "urn:x", "type": "null"}}, "c": {"$id": "urn:x", "type": "string"}}, "$ref": "urn:x"}"##,
            good: [#""x""#], bad: ["null"]),
        SchemaCase(
            "a part that stands where it is not used",
            ##"{"anyOf": [{"$ref": "urn:then"}], "then": {"$id": "urn:then", "type": "null"}}"##, good: ["null"],
            bad: ["1"]),
        SchemaCase(
            "the schema of schemas", ##"{"$ref": "http://json-schema.org/draft-07/schema#"}"##,
            good: [#"{"items": {"minLength": 1}}"#, "true"],
            bad: [#"{"items": {"minLength": -1}}"#, #"{"type": "text"}"#, "3"]),
        SchemaCase(
            "a dynamic reference that can mean one part alone",
            ##"{"$dynamicAnchor": "node", "properties": {"kids": {"items": {"$dynamicRef": "#node"}}}, "required": ["v"]}"##,
            good: [#"{"v": 1, "kids": [{"v": 2}]}"#], bad: [#"{"v": 1, "kids": [{}]}"#]),
        SchemaCase(
            "a recursive reference",
            ##"{"properties": {"next": {"$recursiveRef": "#"}}, "additionalProperties": false}"##,
            good: [#"{"next": {"next": {}}}"#], bad: [#"{"next": {"nxt": 1}}"#]),
        SchemaCase(
            "a dynamic reference leads to the outermost schema that extends it",
            ##"{"$id": "urn:strict", "$dynamicAnchor": "node", "$ref": "urn:tree", "unevaluatedProperties": false, "$defs": {"t": {"$id": "urn:tree", "$dynamicAnchor": "node", "properties": {"v": true, "kids": {"items": {"$dynamicRef": "#node"}}}}}}"##,
            good: [#"{"v": 1, "kids": [{"v": 2}]}"#], bad: [#"{"kids": [{"vv": 1}]}"#, #"{"vv": 1}"#]),
        SchemaCase(
            "a resource that was left does not count",
            ##"{"$id": "urn:main", "if": {"$id": "urn:first", "$defs": {"x": {"$dynamicAnchor": "x", "type": "number"}}}, "then": {"$id": "urn:second", "$ref": "urn:inner", "$defs": {"x": {"$dynamicAnchor": "x", "type": "null"}}}, "$defs": {"s": {"$anchor": "x", "type": "string"}, "i": {"$id": "urn:inner", "$dynamicRef": "#x", "$defs": {"x": {"$dynamicAnchor": "x", "type": "string"}}}}}"##,
            good: ["null"], bad: ["1", #""x""#]),
        SchemaCase(
            "a recursive reference leads to the outermost schema that says so",
            ##"{"$schema": "https://json-schema.org/draft/2019-09/schema", "$id": "urn:strict", "$recursiveAnchor": true, "$ref": "urn:tree", "unevaluatedProperties": false, "$defs": {"t": {"$id": "urn:tree", "$recursiveAnchor": true, "properties": {"v": true, "kid": {"$recursiveRef": "#"}}}}}"##,
            good: [#"{"v": 1, "kid": {"v": 2}}"#], bad: [#"{"kid": {"vv": 1}}"#]),
    ]
}
