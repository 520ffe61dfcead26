@testable import PregelManifest
import PregelValues
import Testing

/// Schemas and values that nobody would write: the answer may be any, but there is one, and soon.
@Suite struct SchemaSafetyTests {
    @Test(arguments: 0..<60)
    func `a random schema is refused or checks random values, and says the same twice`(seed: Int) throws {
        var random = RandomSchemas(seed: UInt64(seed))
        for _ in 0..<20 {
            guard let schema = try? JSONSchema(random.schema()) else { continue }
            for _ in 0..<5 {
                let value = random.value()
                let violations = schema.validate(value)
                #expect(violations.isEmpty == schema.accepts(value), "\(schema.source) and \(value)")
                #expect(schema.validate(value) == violations)
                for violation in violations where violation.keyword != "schema" {
                    let pointer = try #require(JSONPointer(violation.pointer))
                    #expect(value[pointer] != nil, "\(violation) points into \(value)")
                }
                _ = schema.fillingDefaults(value)
            }
        }
    }

    @Test(arguments: 0..<40)
    func `the faults and remarks of a random schema point into it`(seed: Int) throws {
        var random = RandomSchemas(seed: UInt64(seed), isWild: true)
        for _ in 0..<20 {
            let source = random.schema()
            do throws(SchemaError) {
                let schema = try JSONSchema(source)
                for warning in schema.warnings { #expect(JSONPointer(warning.pointer).flatMap { source[$0] } != nil) }
            } catch {
                #expect(!error.faults.isEmpty)
                for fault in error.faults { #expect(JSONPointer(fault.pointer).flatMap { source[$0] } != nil) }
            }
        }
    }

    @Test(arguments: [
        ##"{"$ref": "#"}"##, ##"{"$ref": "#/definitions/a", "definitions": {"a": {"$ref": "#/definitions/a"}}}"##,
        ##"{"definitions": {"a": {"allOf": [{"$ref": "#/definitions/b"}]}, "b": {"not": {"$ref": "#/definitions/a"}}}}"##,
        ##"{"if": {"$ref": "#"}}"##, ##"{"anyOf": [{"$ref": "#x"}], "$anchor": "x"}"##,
        ##"{"dependentSchemas": {"a": {"$ref": "#"}}}"##, ##"{"$id": "urn:a", "oneOf": [true, {"$ref": "urn:a"}]}"##,
        ##"{"$recursiveRef": "#"}"##,
    ])
    func `a schema that leads back to itself without going into the value is refused`(text: String) throws {
        let error = try #require(throws: SchemaError.self) { try JSONSchema(json(text)) }
        #expect(error.faults.allSatisfy { $0.message == "the schema refers to itself without end" })
    }

    @Test(arguments: ["items", "not", "additionalProperties", "allOf", "properties", "unevaluatedItems"])
    func `a schema as deep as values may be is compiled in proportion to its size`(keyword: String) throws {
        var schema: Value = true
        for _ in 0..<400 {
            let inner: Value = keyword == "allOf" ? [schema] : keyword == "properties" ? ["a": schema] : schema
            schema = [keyword: inner]
        }
        let compiled = try JSONSchema(schema)
        #expect(compiled.nodes.count == 401)
        _ = compiled.validate([[["a": 1]]])
    }

    @Test func `a schema with many parts, names and references is compiled`() throws {
        var parts = ObjectBuilder(capacity: 5000)
        for index in 0..<5000 {
            parts.set("p\(index)", to: ["$anchor": Value("a\(index)"), "items": ["$ref": Value("#a\(index / 2)")]])
        }
        let schema = try JSONSchema(["$defs": parts.finish(), "$ref": "#a4999"])
        #expect(schema.accepts([[[1]]]))
    }

    @Test func `a value that is a schema with more parts than any text has is refused`() throws {
        var schema: Value = ["properties": ["a": true]]
        for _ in 0..<40 { schema = ["allOf": [schema, schema]] }
        let error = try #require(throws: SchemaError.self) { try JSONSchema(schema) }
        #expect(error.faults.first?.message == "the schema has more than 100000 parts")
    }

    @Test func `unevaluated properties at every level are given up, not followed`() throws {
        var parts: [String] = []
        for level in 0..<40 {
            let next = ##"{"$ref": "#/$defs/d\##(level + 1)"}"##
            parts.append(#""d\#(level)": {"allOf": [\#(next), \#(next)], "unevaluatedProperties": true}"#)
        }
        let text = ##"{"$ref": "#/$defs/d0", "$defs": {\##(parts.joined(separator: ",")), "d40": {}}}"##
        #expect(try JSONSchema(json(text)).validate(["b": 1]).map(\.keyword) == ["schema"])
    }

    @Test func `huge texts are held against every format at once`() throws {
        let texts = ["a", ":", ".", "{", "%", "~", "[", "\u{301}", "xn--a."].map {
            String(repeating: $0, count: 20_000)
        }
        for format in SchemaFormat.allCases where format != .jsonlogic {
            for text in texts { _ = format.accepts(text) }
        }
    }
}
