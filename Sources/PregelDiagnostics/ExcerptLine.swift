/// A source line made fit for a terminal, with carets for its part that is meant.
struct ExcerptLine {
    let text: String
    let indent: String
    let carets: String

    init(_ excerpt: FileLocation.Excerpt, width: Int) {
        let scalars = Array(excerpt.line.unicodeScalars)
        let start = min(max(excerpt.span.lowerBound, 0), scalars.count)
        let end = min(max(excerpt.span.upperBound, start), scalars.count)
        let window = Self.window(around: start..<end, of: scalars.count, width: width)

        // The bar and the text are kept apart by the line's own indentation, else by a space.
        let isIndented = window.lowerBound == 0 && (scalars.first == " " || scalars.first == "\t")
        var text = isIndented ? "" : " "
        var indent = text
        if window.lowerBound > 0 {
            text += "…"
            indent += " "
        }
        var carets = ""
        for index in window {
            let (shown, columns) = Self.shown(scalars[index])
            text += shown
            if index < start { indent += String(repeating: " ", count: columns) }
            if index >= start, index < end { carets += String(repeating: "^", count: columns) }
        }
        if window.upperBound < scalars.count { text += "…" }
        self.text = text
        self.indent = indent
        self.carets = carets.isEmpty ? "^" : carets
    }

    /// The scalars to show: all where they fit, else `width` of them with the start of the part in sight.
    private static func window(around span: Range<Int>, of count: Int, width: Int) -> Range<Int> {
        guard count > width else { return 0..<count }
        let length = min(span.count, width)
        let first = max(0, min(span.lowerBound - (width - length) / 2, count - width))
        return first..<min(count, first + width)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> (text: String, columns: Int) {
        if scalar == "\t" { return ("    ", 4) }
        if Wording.isHarmful(scalar) { return ("\u{FFFD}", 1) }
        return (String(scalar), DisplayWidth.of(scalar))
    }
}
