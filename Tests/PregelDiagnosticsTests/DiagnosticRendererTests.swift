import Foundation
import PregelDiagnostics
import Testing

@Suite struct DiagnosticRendererTests {
    private func location(_ text: String, of part: String, pointer: String? = nil) -> FileLocation {
        let source = SourceText(name: "graph.json", bytes: Array(text.utf8))
        let before = text.range(of: part).map { text[..<$0.lowerBound].utf8.count } ?? 0
        return source.location(of: before..<before + part.utf8.count, pointer: pointer)
    }

    @Test func `a diagnostic says what, where, what is valid and how to fix it`() {
        let text = "{\n  \"edges\": [\n    {\n      \"from\": \"a\",\n      \"to\": \"sumarize\"\n    }\n  ]\n}\n"
        let diagnostic = Diagnostic(
            code: "manifest.unknown-node",
            message: #"the edge ends at "sumarize", which this graph does not declare"#,
            location: location(text, of: "\"sumarize\"", pointer: "/edges/1/to"),
            notes: ["declared nodes: fetch, review, summarize"],
            fix: #"write "summarize", or declare a node "sumarize" under /nodes"#)
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                error[manifest.unknown-node]: the edge ends at "sumarize", which this graph does not declare
                  --> graph.json:5:13  (/edges/1/to)
                   |      "to": "sumarize"
                   |            ^^^^^^^^^^
                   = declared nodes: fetch, review, summarize
                   = fix: write "summarize", or declare a node "sumarize" under /nodes
                """)
    }

    @Test func `what has no place is shown without one`() {
        let diagnostic = Diagnostic(
            code: "plugin.missing", severity: .warning, message: "no such plugin", notes: ["looked in:\n/a\n/b"])
        #expect(
            DiagnosticRenderer().render([diagnostic, Diagnostic(code: "a.b", message: "c")]) == """
                warning[plugin.missing]: no such plugin
                   = looked in:
                     /a
                     /b

                error[a.b]: c
                """)
    }

    @Test func `colours mark the parts, and take nothing away`() {
        let diagnostic = Diagnostic(
            code: "a.b", message: "wrong", location: location("  x: 1", of: "1", pointer: "/x"), fix: "write 2")
        let colored = DiagnosticRenderer(color: true).render(diagnostic)
        #expect(colored.hasPrefix("\u{1B}[1;31merror[a.b]\u{1B}[0m"))
        let plain = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
        #expect(plain == DiagnosticRenderer().render(diagnostic))
    }

    @Test func `a line without indentation stands off from the bar`() {
        let diagnostic = Diagnostic(code: "a.b", message: "m", location: location("{\"a\": 1}", of: "1"))
        #expect(
            DiagnosticRenderer().render(diagnostic) == """
                error[a.b]: m
                  --> graph.json:1:7
                   | {"a": 1}
                   |       ^
                """)
    }

    @Test func `a long line is cut around what is meant`() throws {
        let text = String(repeating: "x", count: 5000) + "HERE" + String(repeating: "y", count: 5000)
        let shown = DiagnosticRenderer(width: 40).render(
            Diagnostic(code: "a.b", message: "m", location: location(text, of: "HERE")))
        let lines = shown.split(separator: "\n")
        #expect(lines[1] == "  --> graph.json:1:5001")
        let (before, after) = (String(repeating: "x", count: 18), String(repeating: "y", count: 18))
        #expect(lines[2] == "   | …\(before)HERE\(after)…")
        let indent = String(repeating: " ", count: 20)
        #expect(lines[3] == "   |\(indent)^^^^")
    }

    @Test func `carets stand under wide, combining and tabbed characters`() {
        let wide = Diagnostic(code: "a.b", message: "m", location: location("\t\"漢字\": \"e\u{301}\", x", of: "x"))
        #expect(
            DiagnosticRenderer().render(wide).split(separator: "\n").suffix(2) == [
                "   |    \"漢字\": \"e\u{301}\", x", "   |                 ^",
            ])
        let meant = Diagnostic(code: "a.b", message: "m", location: location(" 漢字 x", of: "漢字"))
        #expect(DiagnosticRenderer().render(meant).hasSuffix("   | ^^^^"))
    }

    @Test func `control characters of a file do not reach the terminal`() {
        let text = " \u{1B}[2J\u{7}x\u{202E}"
        let shown = DiagnosticRenderer().render(
            Diagnostic(code: "a.b", message: "m", location: location(text, of: "x", pointer: "/\u{1B}")))
        let harmful = shown.unicodeScalars.filter { $0 != "\n" && Wording.isHarmful($0) }
        #expect(harmful.isEmpty)
        #expect(shown.contains("(/\\u001b)"))
    }

    @Test func `an error with several diagnostics exits as its first error does`() {
        let error = DiagnosticsError([
            Diagnostic(code: "a.a", severity: .warning, message: "", exit: .usage),
            Diagnostic(code: "a.b", message: "", exit: .plugin), Diagnostic(code: "a.c", message: ""),
        ])
        #expect(error.exit == .plugin)
        #expect(error.exit.rawValue == 5)
    }

    @Test func `nothing of a diagnostic commands a terminal, whoever wrote it`() {
        let text = DiagnosticRenderer().render(
            Diagnostic(code: "a.b", message: "x\u{1B}[31m", notes: ["y\u{7F}\nz\u{202E}"], fix: "w\u{7}"))
        #expect(
            text == #"""
                error[a.b]: x\u001b[31m
                   = y\u007f
                     z\u202e
                   = fix: w\u0007
                """#)
    }
}
