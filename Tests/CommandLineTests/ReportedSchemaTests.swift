import Foundation
import Testing

/// What users reported of JSON Schemas in manifests, from the outside: what is not checked is told.
@Suite(.timeLimit(.minutes(20)))
struct ReportedSchemaTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func manifest(_ schema: String) throws -> String {
        try folder.write(
            Fixtures.single(#"{"use": "std.pass"}"#, state: #"{"x": {"schema": \#(schema)}}"#), to: "graph.json")
    }

    @Test(arguments: [
        (#"{"contains": {"type": "integer"}, "minContains": 2}"#, #"[1, "a"]"#, #"[1, "a", 2]"#),
        (#"{"contains": {"type": "integer"}, "maxContains": 1}"#, "[1, 2]", #"[1, "a"]"#),
        (#"{"properties": {"a": true}, "unevaluatedProperties": false}"#, #"{"b": 1}"#, #"{"a": 1}"#),
        (#"{"prefixItems": [true], "unevaluatedItems": false}"#, "[1, 2]", "[1]"),
        (##"{"$ref": "#name", "$defs": {"it": {"$anchor": "name", "type": "string"}}}"##, "1", #""text""#),
        (#"{"$ref": "other.json", "definitions": {"o": {"$id": "other.json", "type": "string"}}}"#, "1", #""text""#),
        (#"{"format": "ipv4"}"#, #""256.1.1.1""#, #""10.1.1.1""#),
        (#"{"format": "date"}"#, #""2023-02-29""#, #""2024-02-29""#),
        (#"{"format": "json-pointer"}"#, #""/a~2""#, #""/a~1""#),
        (#"{"const": 1}"#, "1.5", "1.0"), (#"{"multipleOf": 0.01}"#, "0.015", "19.99"),
    ])
    func `a keyword is checked, or a warning says that it is not`(schema: String, wrong: String, right: String) throws {
        let graph = try manifest(schema)
        let checked = try HostProcess.run("validate", graph)
        #expect(checked.status == 0)
        #expect(checked.output == "\(graph): ok\n")
        let good = try HostProcess.run("run", graph, "--set", "x=\(right)")
        #expect(good.status == 0, "\(good.errors)")
        let bad = try HostProcess.run("run", graph, "--set", "x=\(wrong)")
        if bad.status == 0 {
            #expect(checked.errors.contains("warning["))
            #expect(checked.errors.contains("/state/x/schema"))
        } else {
            #expect(bad.status == 4)
            #expect(bad.output.isEmpty)
            #expect(bad.errors.contains("(/x"))
        }
    }

    @Test(arguments: [("propertys", "properties"), ("requierd", "required"), ("minimun", "minimum")])
    func `a misspelt keyword is a warning with the close one`(keyword: String, close: String) throws {
        let checked = try HostProcess.run("validate", manifest(#"{"\#(keyword)": 1}"#))
        #expect(checked.status == 0)
        #expect(checked.output.hasSuffix(": ok\n"))
        #expect(checked.errors.contains("warning["))
        #expect(checked.errors.contains("/state/x/schema/\(keyword)"), "\(checked.errors)")
        #expect(checked.errors.contains("\"\(close)\""))
    }

    @Test(arguments: [#"{"format": "postcode"}"#, #"{"contentEncoding": "base64"}"#])
    func `what is known and not checked is a warning`(schema: String) throws {
        let checked = try HostProcess.run("validate", manifest(schema))
        #expect(checked.status == 0)
        #expect(checked.errors.contains("warning["))
        #expect(checked.errors.contains("/state/x/schema/"))
    }

    @Test func `annotations and a user's own keys are no warning`() throws {
        let schema = #"{"title": "t", "description": "d", "examples": [1], "default": 1, "x-mine": 1, "$comment": "c"}"#
        let checked = try HostProcess.run("validate", manifest(schema))
        #expect(checked.status == 0)
        #expect(checked.errors.isEmpty)
    }
}
