/// Diagnostics as text for people.
///
/// ```
/// error[manifest.unknown-node]: the edge ends at "sumarize", which this graph does not declare
///   --> graph.json:14:13  (/edges/1/to)
///    |      "to": "sumarize"
///    |            ^^^^^^^^^^
///    = declared nodes: fetch, review, summarize
///    = fix: write "summarize", or declare a node "sumarize" under /nodes
/// ```
package struct DiagnosticRenderer: Sendable {
    /// Whether to use the colours of a terminal.
    package var color: Bool
    /// A source line is cut to about this many columns around what is meant.
    package var width: Int

    package init(color: Bool = false, width: Int = 100) {
        self.color = color
        self.width = max(width, 20)
    }

    /// All of them, with an empty line between two.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(render).joined(separator: "\n\n")
    }

    /// One of them, without a line break at the end.
    package func render(_ diagnostic: Diagnostic) -> String {
        var lines = [headline(diagnostic)]
        if let location = diagnostic.location { lines += place(location, of: diagnostic.severity) }
        for note in diagnostic.notes { lines += remark(note) }
        if let fix = diagnostic.fix { lines += remark(fix, label: paint("fix:", .bold) + " ") }
        return lines.joined(separator: "\n")
    }

    private func headline(_ diagnostic: Diagnostic) -> String {
        let label = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
        return paint(label, style(of: diagnostic.severity)) + paint(": " + Wording.clean(diagnostic.message), .bold)
    }

    private func place(_ location: FileLocation, of severity: Diagnostic.Severity) -> [String] {
        var text = location.file.map { Wording.clean($0) } ?? ""
        if let line = location.line { text += (text.isEmpty ? "line " : ":") + "\(line)" }
        if let column = location.column, location.line != nil { text += ":\(column)" }
        if let pointer = location.pointer, !pointer.isEmpty {
            text += (text.isEmpty ? "" : "  ") + "(\(Wording.clean(pointer)))"
        }
        guard !text.isEmpty else { return [] }
        var lines = ["  \(paint("-->", .frame)) \(text)"]
        if let excerpt = location.excerpt {
            let shown = ExcerptLine(excerpt, width: width)
            lines.append("   \(paint("|", .frame))\(shown.text)")
            lines.append(
                "   \(paint("|", .frame))\(shown.indent)\(paint(shown.carets, style(of: severity)))")
        }
        return lines
    }

    private func remark(_ text: String, label: String = "") -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Wording.clean(String($0)) }
        return lines.enumerated().map { index, line in
            index == 0 ? "   \(paint("=", .frame)) \(label)\(line)" : "     \(line)"
        }
    }

    private enum Style: String {
        case bold = "1"
        case frame = "1;34"
        case error = "1;31"
        case warning = "1;33"
    }

    private func style(of severity: Diagnostic.Severity) -> Style {
        switch severity {
        case .error: .error
        case .warning: .warning
        }
    }

    private func paint(_ text: String, _ style: Style) -> String {
        color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
