import PregelManifest
import PregelValues
import Testing

/// A schema, values that fit it and values that do not, as JSON; after the official suite, keyword by keyword.
struct SchemaCase: Sendable, CustomTestStringConvertible {
    let title: String
    let schema: String
    let good: [String]
    let bad: [String]

    init(_ title: String, _ schema: String, good: [String], bad: [String]) {
        self.title = title
        self.schema = schema
        self.good = good
        self.bad = bad
    }

    var testDescription: String { title }
}

func json(_ text: String) throws -> Value {
    try JSONDocument(name: "value", bytes: Array(text.utf8)).root
}

@Suite struct JSONSchemaTests {
    @Test(
        arguments: SchemaCase.types + SchemaCase.scalars + SchemaCase.arrays + SchemaCase.objects
            + SchemaCase.unevaluated)
    func `a keyword about one value accepts and refuses as the standard says`(example: SchemaCase) throws {
        try check(example)
    }

    @Test(arguments: SchemaCase.formats + SchemaCase.hosts + SchemaCase.identifiers)
    func `a format accepts and refuses as its standard says`(example: SchemaCase) throws {
        try check(example)
    }

    @Test(arguments: SchemaCase.combinations + SchemaCase.references + SchemaCase.names)
    func `a keyword that combines accepts and refuses as the standard says`(example: SchemaCase) throws {
        try check(example)
    }

    private func check(_ example: SchemaCase) throws {
        let schema = try JSONSchema(json(example.schema))
        for text in example.good {
            #expect(try schema.validate(json(text)) == [], "\(text) fits")
            #expect(try schema.accepts(json(text)))
        }
        for text in example.bad {
            #expect(try !schema.validate(json(text)).isEmpty, "\(text) does not fit")
            #expect(try !schema.accepts(json(text)))
        }
    }

    @Test func `each violation says where, what was expected and what was found`() throws {
        let schema = try JSONSchema(
            json(
                """
                {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
                  "name": {"type": "string"}, "size": {"type": "integer", "minimum": 1},
                  "mode": {"enum": ["fast", "slow"]}, "a/b": {"items": {"type": "boolean"}}}}
                """))
        let value = try json(#"{"size": 0, "mode": "fsat", "a/b": [true, 1], "nmae": "x"}"#)
        let told = schema.validate(value).map { violation in
            "\(violation.pointer)\(violation.key.map { "[\($0)]" } ?? ""): \(violation.message)"
                + (violation.fix.map { " (\($0))" } ?? "")
        }
        #expect(
            told == [
                #": the key "name" is missing (add "name")"#,
                "/size: expected a number of at least 1, found 0",
                #"/mode: "fsat" is none of the values that are allowed (write "fast")"#,
                "/a~1b/1: expected true or false, found 1",
                #"[nmae]: unknown key "nmae" (write "name")"#,
            ])
    }

    @Test func `of several alternatives the one for the type of value is reported`() throws {
        let schema = try JSONSchema(
            json(#"{"oneOf": [{"type": "string"}, {"type": "object", "required": ["path"]}]}"#))
        #expect(try schema.validate(json("{}")).map(\.message) == [#"the key "path" is missing"#])
        #expect(try schema.validate(json("3")).map(\.message) == ["expected an object or a string, found 3"])
    }

    @Test func `defaults fill in what is missing, at every level`() throws {
        let schema = try JSONSchema(
            json(
                """
                {"properties": {
                   "size": {"default": 5},
                   "retry": {"default": {}, "properties": {"attempts": {"default": 3}}},
                   "rows": {"items": {"$ref": "#/definitions/row"}},
                   "mode": {"$ref": "#/definitions/mode"}},
                 "definitions": {"row": {"properties": {"on": {"default": true}}}, "mode": {"default": "fast"}}}
                """))
        let filled = try schema.fillingDefaults(json(#"{"size": 1, "rows": [{}, {"on": false}], "own": null}"#))
        let expected = try json(
            """
            {"size": 1, "rows": [{"on": true}, {"on": false}], "own": null, "retry": {"attempts": 3}, "mode": "fast"}
            """)
        #expect(filled == expected)
        #expect(schema.fillingDefaults("text") == "text")
    }

    @Test func `a default that asks for itself ends`() throws {
        let schema = try JSONSchema(json(##"{"properties": {"next": {"$ref": "#", "default": {}}}}"##))
        #expect(schema.fillingDefaults(.object([]))["next"]?["next"] != nil)
    }

    @Test(arguments: [
        (#"{"type": "text"}"#, "/type"), (#"{"minimum": "1"}"#, "/minimum"),
        (#"{"minLength": -1}"#, "/minLength"), (#"{"multipleOf": 0}"#, "/multipleOf"), (#"{"enum": 1}"#, "/enum"),
        (#"{"required": "x"}"#, "/required"), (#"{"anyOf": []}"#, "/anyOf"), (#"{"properties": []}"#, "/properties"),
        (#"{"pattern": "["}"#, "/pattern"), (#"{"items": {"not": 3}}"#, "/items/not"),
        (##"{"$ref": "#/nowhere"}"##, "/$ref"), (#"{"$ref": "https://example.org/x"}"#, "/$ref"),
        (##"{"$ref": "#nowhere"}"##, "/$ref"), (#"{"$ref": 3}"#, "/$ref"),
        (#"{"items": {"$ref": "part"}}"#, "/items/$ref"),
        (#"{"definitions": {"unused": {"type": "text"}}}"#, "/definitions/unused/type"),
        (#"{"$defs": {"unused": {"pattern": "(a)\\1"}}}"#, "/$defs/unused/pattern"),
        (##"{"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}"##, "/$defs/a"),
        (#"{"contains": true, "minContains": -1}"#, "/minContains"), (#"{"unevaluatedItems": 3}"#, "/unevaluatedItems"),
        (#"{"exclusiveMinimum": true}"#, "/exclusiveMinimum"),
        (#"{"dependentSchemas": {"a": ["b"]}}"#, "/dependentSchemas/a"),
        (##"{"allOf": [{"$ref": "#"}]}"##, "/allOf/0"), ("3", ""), (#"{"uniqueItems": 1}"#, "/uniqueItems"),
    ])
    func `a schema that is none is refused, with the place`(text: String, pointer: String) throws {
        let error = try #require(throws: SchemaError.self) { try JSONSchema(json(text)) }
        #expect(error.faults.map(\.pointer) == [pointer])
    }

    @Test func `a reference to another document says that nothing is fetched, and what helps`() throws {
        let error = try #require(throws: SchemaError.self) {
            try JSONSchema(json(#"{"$id": "https://example.org/a", "items": {"$ref": "b#/c"}}"#))
        }
        let fault = try #require(error.faults.first)
        #expect(fault.message == #""$ref" leads to "b#/c", which is not in this schema, and nothing is fetched"#)
        #expect(fault.fix?.contains(#""$id": "https://example.org/b""#) == true)
    }

    @Test func `what no keyword has looked at is told with its key and its place`() throws {
        let schema = try JSONSchema(
            json(
                #"{"allOf": [{"properties": {"name": {}}}], "unevaluatedProperties": false, "properties": {"a": {"unevaluatedItems": false, "prefixItems": [{}]}}}"#
            ))
        let told = try schema.validate(json(#"{"nmae": 1, "a": []}"#))
        #expect(told.map(\.keyword) == ["unevaluatedProperties"])
        #expect(told.first?.key == "nmae")
        #expect(told.first?.fix == #"write "name""#)
        #expect(try schema.validate(json(#"{"a": [1, 2]}"#)).map(\.pointer) == ["/a/1"])
    }

    @Test func `each keyword that is not kept is named in its violation`() throws {
        let cases = [
            (#"{"contains": {"type": "null"}}"#, "[1]", "contains"),
            (#"{"contains": {}, "minContains": 2}"#, "[1]", "minContains"),
            (#"{"contains": {}, "maxContains": 1}"#, "[1, 2]", "maxContains"),
            (#"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#, "dependentRequired"),
            (#"{"dependencies": {"a": ["b"]}}"#, #"{"a": 1}"#, "dependencies"),
            (#"{"multipleOf": 0.01}"#, "0.015", "multipleOf"), (#"{"format": "ipv6"}"#, #""1""#, "format"),
        ]
        for (schema, value, keyword) in cases {
            #expect(try JSONSchema(json(schema)).validate(json(value)).map(\.keyword) == [keyword])
        }
    }

    @Test func `a schema that doubles its work at each level is given up, not followed`() throws {
        var definitions = (0..<40).map { level in
            ##""d\##(level)": {"allOf": [{"$ref": "#/definitions/d\##(level + 1)"}, {"$ref": "#/definitions/d\##(level + 1)"}]}"##
        }
        definitions.append(#""d40": {"type": "integer"}"#)
        let text = ##"{"$ref": "#/definitions/d0", "definitions": {\##(definitions.joined(separator: ","))}}"##
        let violations = try JSONSchema(json(text)).validate(3)
        #expect(violations.map(\.keyword) == ["schema"])
    }

    @Test func `a value that is too deep for its schema is refused, not followed`() throws {
        let schema = try JSONSchema(json(##"{"items": {"$ref": "#"}}"##))
        var value: Value = []
        for _ in 0..<5000 { value = [value] }
        #expect(schema.validate(value).map(\.keyword) == ["schema"])
        #expect(!schema.accepts(value))
    }

    @Test func `after a hundred violations the rest is left out`() throws {
        let schema = try JSONSchema(json(#"{"items": {"type": "string"}}"#))
        #expect(schema.validate(.array((0..<1000).map { Value($0) })).count == 100)
    }
}
