import PregelManifest
import PregelValues
import Testing

@Suite struct ValueMatchTests {
    private static let any: Value = ["$match": "any"]

    private static func form(_ text: String) throws -> ValueMatch {
        try #require(ValueMatch(try Value(json: Array(#"{"$match": \#(text)}"#.utf8))))
    }

    @Test func `any is any value`() throws {
        let match = try #require(ValueMatch(Self.any))
        for value: Value in [.null, 1, "", [], [:]] { #expect(match.accepts(value)) }
    }

    @Test(arguments: [
        ("null", "null"), ("boolean", "true"), ("integer", "3"), ("integer", "3.0"), ("number", "3"), ("number", "3.5"),
        ("string", "\"\""), ("array", "[]"), ("object", "{}"),
    ])
    func `a type is that of JSON Schema`(type: String, value: String) throws {
        let value = try Value(json: Array(value.utf8))
        #expect(try Self.form(#"{"type": "\#(type)"}"#).accepts(value))
        #expect(try Self.form(#"{"type": ["\#(type)", "null"]}"#).accepts(value))
        for other in ["null", "boolean", "string", "array", "object"] where other != type {
            #expect(try !Self.form(#"{"type": "\#(other)"}"#).accepts(value))
        }
    }

    @Test func `a number that is not whole is no integer`() throws {
        #expect(try !Self.form(#"{"type": "integer"}"#).accepts(3.5))
    }

    @Test func `a pattern matches strings alone`() throws {
        let match = try Self.form(#"{"pattern": "^a+$"}"#)
        #expect(match.accepts("aaa"))
        #expect(!match.accepts("aab"))
        #expect(!match.accepts(3))
    }

    @Test func `a number may be close to another one`() throws {
        let match = try Self.form(#"{"close_to": 3.14, "within": 0.01}"#)
        #expect(match.accepts(3.145) && match.accepts(3.135))
        #expect(!match.accepts(3) && !match.accepts("3.14"))
        #expect(try Self.form(#"{"close_to": 3, "within": 0}"#).accepts(3))
    }

    @Test func `all demands of a form must be met`() throws {
        let match = try Self.form(#"{"type": "string", "pattern": "b"}"#)
        #expect(match.accepts("abc") && !match.accepts("ac"))
    }

    @Test func `what is no form is none`() {
        #expect(ValueMatch(["match": "any"]) == nil)
        #expect(ValueMatch("any") == nil)
        #expect(ValueMatch(["$match": ["type": "strng"]]) == nil)
        #expect(ValueMatch(["$match": "any", "more": 1]) == nil)
    }
}
