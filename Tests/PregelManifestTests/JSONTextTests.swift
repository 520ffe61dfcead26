import PregelDiagnostics
import PregelManifest
import PregelValues
import Testing

@Suite struct JSONTextTests {
    private func told(_ bytes: [UInt8]) throws -> String {
        let error = try #require(throws: DiagnosticsError.self) {
            try ManifestLoader().load(bytes, name: "graph.json", folder: "")
        }
        #expect(error.exit == .invalidInput)
        return DiagnosticRenderer().render(error.diagnostics)
    }

    @Test func `a comma too many is pointed at`() throws {
        let text = "{\n  \"version\": 1,\n  \"state\": {\"x\": {},}\n}\n"
        #expect(
            try told(Array(text.utf8)) == """
                error[json.malformed]: this is not valid JSON: expected a key in quotes, found "}"
                  --> graph.json:3:21
                   |  "state": {"x": {},}
                   |                    ^
                """)
    }

    @Test func `a text that ends early is pointed at where it says the last thing`() throws {
        #expect(
            try told(Array("{\n  \"version\": 1,\n  \"state\": {\n\n".utf8)) == """
                error[json.malformed]: this is not valid JSON: expected a key in quotes, but the text ends here
                  --> graph.json:3:13
                   |  "state": {
                   |            ^
                """)
        #expect(try told([]).hasPrefix("error[json.malformed]: this is not valid JSON: expected a value"))
    }

    @Test func `bytes that are no UTF-8 are pointed at`() throws {
        #expect(
            try told(Array("{\"name\": \"gr".utf8) + [0xFC] + Array("n\"}".utf8)) == """
                error[json.not-utf8]: this is not UTF-8: the string is not valid UTF-8 here
                  --> graph.json:1:13
                   | {"name": "gr\u{FFFD}n"}
                   |             ^
                   = fix: save the file in the encoding UTF-8
                """)
    }

    @Test func `keys that stand twice are told beside everything else`() throws {
        let text = """
            {
              "version": 1, "name": "g", "name": "h",
              "state": {"x": {}, "y": {}, "\\u0078": {"channel": "topc"}},
              "nodes": {"a": {"use": "std.pass"}},
              "edges": [{"from": "START", "to": "b", "to": "a"}]
            }
            """
        #expect(
            try told(Array(text.utf8)) == #"""
                error[json.duplicate-key]: the key "name" stands in the object twice
                  --> graph.json:2:30  (/name)
                   |  "version": 1, "name": "g", "name": "h",
                   |                             ^^^^^^
                   = first in line 2, column 17
                   = fix: remove one of them

                error[json.duplicate-key]: the key "x" stands in the object twice
                  --> graph.json:3:31  (/state/x)
                   |  "state": {"x": {}, "y": {}, "\u0078": {"channel": "topc"}},
                   |                              ^^^^^^^^
                   = first in line 3, column 13
                   = fix: remove one of them

                error[manifest.bad-value]: "channel" must be "last_value", "reduce", "topic", "ephemeral", "any_value" or "untracked", found "topc"
                  --> graph.json:3:53  (/state/x/channel)
                   |  "state": {"x": {}, "y": {}, "\u0078": {"channel": "topc"}},
                   |                                                    ^^^^^^
                   = fix: write "topic"

                error[json.duplicate-key]: the key "to" stands in the object twice
                  --> graph.json:5:42  (/edges/0/to)
                   |  "edges": [{"from": "START", "to": "b", "to": "a"}]
                   |                                         ^^^^
                   = first in line 5, column 31
                   = fix: remove one of them
                """#)
    }

    @Test func `a text that is too deep is refused`() throws {
        let text = String(repeating: "[", count: 100_000)
        #expect(try told(Array(text.utf8)).contains("nested more than 512 deep"))
    }

    @Test func `keys with slashes, tildes and escapes are found again`() throws {
        let text = #"{"a/b": {"c~d": [0, {"e\"\\\u00e9": "x"}]}, "": {"": 1}}"#
        let document = try JSONDocument(name: "t.json", bytes: Array(text.utf8))
        let place = Place(document: document).member("a/b").member("c~d").item(1).member("e\"\\é")
        #expect(place.pointer == #"/a~1b/c~0d/1/e"\é"#)
        #expect(document.value(at: place.pointer)?.string == "x")
        #expect(place.location().column == 37)
        #expect(place.location(.key).column == 22)
        #expect(Place(document: document).member("").member("").location().column == 54)
    }

    @Test func `what is not there is placed at the nearest thing around it`() throws {
        let document = try JSONDocument(name: "t.json", bytes: Array(#"{"a": {"b": 1}}"#.utf8))
        let place = Place(document: document, pointer: "/a/config/x")
        #expect(place.location(.key).column == 7)
        #expect(place.location(.key).pointer == "/a/config/x")
    }

    @Test func `more faults than anyone reads are counted, not listed`() throws {
        let nodes = (0..<2000).map { #""n\#($0)": {"use": "std.pass", "x": \#($0)}"# }.joined(separator: ",\n")
        let text =
            #"{"version": 1, "name": "g", "state": {}, "nodes": {\#(nodes)}, "edges": [{"from": "START", "to": "n1"}]}"#
        let error = try #require(throws: DiagnosticsError.self) {
            try ManifestLoader().load(Array(text.utf8), name: "g", folder: "")
        }
        #expect(error.diagnostics.count == 101)
        #expect(error.diagnostics.last?.message == "and 1900 more faults, which are not shown")
        #expect(error.diagnostics.last?.location?.file == "g")
    }

    @Test func `no number of warnings hides an error`() throws {
        let inner =
            #"{"name": "in", "state": {}, "nodes": {}, "edges": [{"from": "START", "to": "END"}], "durability": "exit"}"#
        let nodes = (0..<150).map { #""n\#($0)": {"graph": \#(inner)}"# } + [#""bad": {"use": 1}"#]
        let text =
            #"{"version": 1, "name": "g", "state": {}, "nodes": {\#(nodes.joined(separator: ","))}, "edges": []}"#
        let read = try ManifestLoader().read(Array(text.utf8), name: "g", folder: "")
        #expect(read.diagnostics.filter { $0.code == "manifest.ignored-key" }.count == 100)
        #expect(read.diagnostics.contains { $0.location?.pointer == "/nodes/bad/use" && $0.severity == .error })
    }

    @Test func `warnings that are not shown are no error`() throws {
        let inner =
            #"{"name": "in", "state": {}, "nodes": {}, "edges": [{"from": "START", "to": "END"}], "durability": "exit"}"#
        let nodes = (0..<150).map { #""n\#($0)": {"graph": \#(inner)}"# }
        let text = """
            {"version": 1, "name": "g", "state": {}, "nodes": {\(nodes.joined(separator: ","))},
             "edges": [{"from": "START", "to": "n0"}]}
            """
        let manifest = try ManifestLoader().load(Array(text.utf8), name: "g", folder: "")
        #expect(manifest.warnings.last?.message == "and 50 more faults, which are not shown")
    }
}
