import PregelManifest
import PregelValues
import Testing

/// What a schema says without effect.
@Suite struct SchemaWarningTests {
    private func warnings(_ text: String) throws -> [String] {
        try JSONSchema(json(text)).warnings.map { "\($0.pointer) \($0.kind.rawValue)" }
    }

    @Test(arguments: [
        (#"{"items": {"propertys": {}}}"#, "/items/propertys", "unknown-keyword", #"write "properties""#),
        (#"{"minlength": 3}"#, "/minlength", "unknown-keyword", #"write "minLength""#),
        (#"{"type": "string", "nullable": true}"#, "/nullable", "unknown-keyword", #"add "null" to "type""#),
        (#"{"id": "x"}"#, "/id", "unknown-keyword", #"write "$id""#),
        (#"{"$defs": {"unused": {"requird": []}}}"#, "/$defs/unused/requird", "unknown-keyword", #"write "required""#),
        (#"{"a/b": 1}"#, "/a~1b", "unknown-keyword", #"remove it, or begin it with "x-" to keep it for yourself"#),
        (#"{"format": "dat-time"}"#, "/format", "unknown-format", #"write "date-time""#),
    ])
    func `a misspelt name is told, with what was likely meant`(
        schema: String, pointer: String, kind: String, fix: String
    ) throws {
        let warning = try #require(JSONSchema(json(schema)).warnings.first)
        #expect(warning.pointer == pointer)
        #expect(warning.kind.rawValue == kind)
        #expect(warning.fix == fix)
    }

    @Test(arguments: [
        (#"{"contentEncoding": "base64"}"#, "/contentEncoding unchecked-keyword"),
        (#"{"contentMediaType": "application/json"}"#, "/contentMediaType unchecked-keyword"),
        (#"{"$vocabulary": {}}"#, "/$vocabulary unchecked-keyword"),
        (#"{"format": "int32"}"#, "/format unknown-format"),
        (#"{"then": true}"#, "/then idle-keyword"), (#"{"minContains": 1}"#, "/minContains idle-keyword"),
        (#"{"items": {}, "additionalItems": false}"#, "/additionalItems idle-keyword"),
        (
            ##"{"$schema": "http://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a", "maxItems": 1, "title": "t", "definitions": {"a": {}}}"##,
            "/maxItems idle-keyword"
        ),
        (#"{"$schema": "http://json-schema.org/draft-04/schema#"}"#, "/$schema unknown-dialect"),
        (#"{"$schema": "https://example.org/own"}"#, "/$schema unknown-dialect"),
    ])
    func `what is known and has no effect is told`(schema: String, warning: String) throws {
        #expect(try warnings(schema) == [warning])
    }

    @Test(arguments: [
        #"{"x-mine": 1, "title": "t", "description": "d", "default": 1, "examples": [2], "$comment": "c"}"#,
        #"{"readOnly": true, "writeOnly": false, "deprecated": true, "enum": [{"propertys": 1}], "const": {"typ": 1}}"#,
        #"{"properties": {"typ": {}, "nullable": {}}, "default": {"minlength": 1}}"#,
        #"{"$schema": "https://json-schema.org/draft/2020-12/schema", "unevaluatedProperties": false}"#,
        ##"{"$ref": "http://json-schema.org/draft-07/schema#"}"##,
    ])
    func `what describes, belongs to the author or is a value is no reason to warn`(schema: String) throws {
        #expect(try warnings(schema) == [])
    }

    @Test func `our own schemas say nothing without effect`() throws {
        #expect(try warnings(ManifestSchema.text) == [])
        #expect(try warnings(ScenarioSchema.text) == [])
        for component in StandardComponents.identity.components {
            #expect(try JSONSchema(component.configSchema ?? true).warnings == [], "\(component.name)")
        }
    }

    @Test func `a schema with faults tells its warnings too`() throws {
        let error = try #require(throws: SchemaError.self) { try JSONSchema(json(#"{"type": "text", "typ": 1}"#)) }
        #expect(error.faults.map(\.pointer) == ["/type"])
        #expect(error.warnings.map(\.pointer) == ["/typ"])
    }

    @Test func `after a hundred warnings the rest is left out`() throws {
        let keys = (0..<1000).map { #""k\#($0)": 1"# }.joined(separator: ",")
        #expect(try warnings("{\(keys)}").count == 100)
    }
}
