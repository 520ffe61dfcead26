import PregelDiagnostics
@testable import PregelManifest
import PregelValues
import Testing

/// Keys that stand in an object more than once.
@Suite(.timeLimit(.minutes(5)))
struct RepeatedKeyTests {
    private func document(_ text: String) throws -> JSONDocument {
        try JSONDocument(name: "t.json", bytes: Array(text.utf8))
    }

    @Test func `a key that stands often is told once, with its number and first places`() throws {
        let text = "{" + Array(repeating: #""k": 1"#, count: 9).joined(separator: ",\n") + "}"
        let error = try #require(try document(text).repetition)
        #expect(
            DiagnosticRenderer().render(error.diagnostics) == """
                error[json.duplicate-key]: the key "k" stands in the object 9 times
                  --> t.json:2:1  (/k)
                   | "k": 1,
                   | ^^^
                   = first in line 1, column 2
                   = then in line 2, column 1, in line 3, column 1, in line 4, column 1, and 5 times more
                   = fix: keep one of them
                """)
    }

    @Test func `sixty thousand times the same key cost no more than once`() throws {
        let text = "{" + Array(repeating: #""k":1"#, count: 60_000).joined(separator: ",") + "}"
        let error = try #require(try document(text).repetition)
        #expect(error.diagnostics.map(\.message) == [#"the key "k" stands in the object 60000 times"#])
        let read = try ManifestLoader().read(Array(text.utf8), name: "g", folder: "")
        #expect(read.diagnostics.filter { $0.code == "json.duplicate-key" }.count == 1)
    }

    @Test func `of many keys that stand twice a hundred are told, and the number of the others`() throws {
        let text = "{" + (0..<5000).map { #""k\#($0 / 2)": 1"# }.joined(separator: ",") + "}"
        let error = try #require(try document(text).repetition)
        #expect(error.diagnostics.count == 101)
        #expect(error.diagnostics.last?.message == "and 2400 more faults, which are not shown")
        let read = try ManifestLoader().read(Array(text.utf8), name: "g", folder: "")
        #expect(read.diagnostics.filter { $0.code == "json.duplicate-key" }.count == 100)
        #expect(read.hasErrors && read.diagnostics.count == 101)
    }

    @Test func `only what stands at or below a place is looked through`() throws {
        let text = #"{"a": 1, "a": 2, "in": {"x": [{"b": 1, "b": 2}]}, "inn": {"c": 1, "c": 1}}"#
        let document = try document(text)
        #expect(document.repeatedKeys(under: "/in").diagnostics.map(\.location?.pointer) == ["/in/x/0/b"])
        #expect(
            document.repeatedKeys().diagnostics.map(\.location?.pointer) == ["/a", "/in/x/0/b", "/inn/c"])
    }

    @Test func `keys are one by their bytes`() throws {
        // Both are é; what they are written with differs.
        let text = "{\"\u{E9}\": 1, \"e\u{301}\": 2, \"x\": 1, \"\\u0078\": 2}"
        #expect(try document(text).repeatedKeys().diagnostics.map(\.location?.pointer) == ["/x"])
        #expect(try document(text).location(of: "/e\u{301}", .value).column == 16)
    }

    @Test func `a long key above many values takes no more memory than it has bytes`() throws {
        let key = String(repeating: "k", count: 100_000)
        let text = "{\"\(key)\": [" + Array(repeating: "0", count: 100_000).joined(separator: ",") + "]}"
        let document = try document(text)
        #expect(document.location(of: "/\(key)/99999", .value).column == 100_007 + 2 * 99_999)
        #expect(document.location(of: "/\(key)/100000", .value).column == 100_006)
    }
}
