import PregelDiagnostics
import PregelValues
import Testing

@Suite struct WordingTests {
    @Test func `names are quoted, cut and made harmless`() {
        #expect(Wording.quoted("a\"b\\c\u{1B}\n") == #""a\"b\\c\u001b\u000a""#)
        #expect(Wording.quoted(String(repeating: "x", count: 100), atMost: 3) == "\"xxx…\"")
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
