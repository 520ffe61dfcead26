import PregelDiagnostics
import PregelValues
import Testing

@Suite struct WordingTests {
    @Test func `names are quoted, cut and made harmless`() {
        #expect(Wording.quoted("a\"b\\c\u{1B}\n") == #""a\"b\\c\u001b\u000a""#)
        #expect(Wording.quoted(String(repeating: "x", count: 100), atMost: 3) == "\"xxx…\"")
    }

    @Test func `a line of somebody else's has no control characters, and the size of what is cut`() {
        #expect(
            Wording.line("a\u{1B}[2J\r\nb\u{9B}\u{202E}\u{61C}\tc")
                == #"a\u001b[2J\u000d\u000ab\u009b\u202e\u061c\u0009c"#)
        #expect(Wording.line(String(repeating: "ä", count: 10), atMost: 5) == "ää… (16 more bytes)")
        #expect(Wording.line("whole", atMost: 5) == "whole")
    }

    @Test func `lines keep their breaks, and what is JSON says the same`() throws {
        #expect(Wording.lines("a\n\u{7F}b\t") == "a\n\\u007fb\\u0009")
        #expect(Wording.lines("a\r\n\tb\u{1B}", isDocument: true) == "a\r\n\tb\\u001b")
        let value: Value = ["k\u{9B}": "\u{202E}\u{1B}\u{7F}ä🙂"]
        let shown = Wording.lines(value.json(.pretty))
        #expect(!shown.unicodeScalars.contains(where: Wording.isHarmful))
        #expect(try Value(json: Array(shown.utf8)) == value)
    }

    @Test func `lists and choices read as sentences do`() {
        #expect(Wording.list([]) == "none")
        #expect(Wording.list(["a", "b", "c"], atMost: 2) == "a, b, and 1 more")
        #expect(Wording.choice(["a"]) == "\"a\"")
        #expect(Wording.choice(["a", "b", "c"]) == "\"a\", \"b\" or \"c\"")
    }

    @Test func `a diagnostic as data holds what is known`() {
        let place = FileLocation(file: "g.json", pointer: "/a", line: 2, column: 3)
        let value = Diagnostic(
            code: "a.b", message: "m", location: place, notes: ["n"], fix: "f", exit: .plugin
        ).value
        #expect(value["code"]?.string == "a.b")
        #expect(value["severity"]?.string == "error")
        #expect(value["file"]?.string == "g.json")
        #expect(value["pointer"]?.string == "/a")
        #expect(value["line"]?.int == 2)
        #expect(value["column"]?.int == 3)
        #expect(value["notes"]?.items.map(\.string) == ["n"])
        #expect(value["fix"]?.string == "f")
        #expect(value["exit_status"]?.int == 5)
        #expect(
            Diagnostic(code: "a.b", message: "m").value.members.map(\.key) == [
                "severity", "code", "message", "exit_status",
            ])
    }
}
