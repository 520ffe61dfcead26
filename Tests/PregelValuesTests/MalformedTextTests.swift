import PregelValues
import Testing

@Suite struct MalformedTextTests {
    @Test(
        arguments: MalformedText.structures + MalformedText.words + MalformedText.numbers + MalformedText.strings
            + MalformedText.surrogates + MalformedText.encodings)
    func `a malformed text is refused at its first fault`(_ text: MalformedText) throws {
        let error = try #require(throws: JSONError.self) { try Value(json: text.bytes) }
        #expect(error.code == text.code)
        #expect(error.line == text.line)
        #expect(error.column == text.column)
        #expect(error.description == "line \(text.line), column \(text.column): \(error.message)")
        #expect(!error.message.isEmpty)
        #expect(error.offset <= text.bytes.count)
    }

    @Test func `a byte order mark is called by its name`() throws {
        let error = try #require(throws: JSONError.self) { try Value(json: "\u{FEFF}{}") }
        #expect(error.message == "expected a value, found a byte order mark; JSON is written without one")
    }

    @Test func `what would command a terminal is told as an escape, and a long key is cut`() throws {
        let turned = try #require(throws: JSONError.self) { try Value(json: "[\u{202E}]") }
        #expect(turned.message == #"expected a value, found "\u202e""#)
        let key = "\u{1B}[31m" + String(repeating: "k", count: 100)
        let text = "{\(Value(key).json()): 1, \(Value(key).json()): 2}"
        let twice = try #require(throws: JSONError.self) {
            try Value(json: text, options: JSONOptions(duplicateKeys: .refuse))
        }
        let shown = #"\u001b[31m"# + String(repeating: "k", count: 55) + "…"
        #expect(twice.message == "the key \"\(shown)\" stands twice in one object")
    }

    @Test(arguments: ["[", "{\"a\":", "[[],{\"a\":"])
    func `a depth bomb is refused where it goes too deep`(_ step: String) throws {
        let error = try #require(throws: JSONError.self) {
            try Value(json: String(repeating: step, count: 100_000))
        }
        #expect(error.code == .depth)
        #expect(error.message == "arrays and objects are nested more than 512 deep")
    }

    @Test func `the deepest nesting that is taken is the limit itself`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(try Value(json: nested(512)).json() == nested(512))
        #expect(try #require(throws: JSONError.self) { try Value(json: nested(513)) }.column == 513)
        let flat = JSONOptions(maxDepth: 0)
        #expect(try Value(json: "1", options: flat) == 1)
        #expect(try #require(throws: JSONError.self) { try Value(json: "[]", options: flat) }.code == .depth)
        let deep = JSONOptions(maxDepth: 200_000)
        #expect(try Value(json: nested(200_000), options: deep).json() == nested(200_000))
    }

    @Test func `a text that is larger than the limit is refused unread`() throws {
        let options = JSONOptions(maxSize: 4)
        #expect(try Value(json: "1234", options: options) == 1234)
        let error = try #require(throws: JSONError.self) { try Value(json: "[1,,]", options: options) }
        #expect(error.code == .size)
        #expect(error.message == "the text has 5 bytes; at most 4 are taken")
    }

    @Test func `a text that is cut anywhere is truncated, never a value`() throws {
        let text = Array(
            #"{"a": [1.5e3, "x\n\u00e9\ud83d\ude00 ü"], "b": {"c": null, "d": [true, false]}, "e": -12}"#.utf8)
        #expect(try Value(json: text).count == 3)
        for end in 0..<text.count {
            let error = try #require(throws: JSONError.self, "cut at \(end)") { try Value(json: Array(text[..<end])) }
            // Within a character the bytes are broken UTF-8.
            let isInCharacter = text[end] & 0xC0 == 0x80
            #expect(error.code == (isInCharacter ? .utf8 : .truncated), "cut at \(end)")
        }
    }
}
