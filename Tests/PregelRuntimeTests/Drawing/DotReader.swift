/// Reads the part of Graphviz's language that drawings use; everything else is a fault.
struct DotReader {
    struct Fault: Error { var line: String }

    private var drawn = DrawnGraph()
    private var opened: [String] = []

    static func read(_ text: String) throws -> DrawnGraph {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 5, try head.wholeMatch(in: lines[0]) != nil, lines[1] == "    compound=true",
            lines[2] == "    node [shape=box, style=rounded]", lines[lines.count - 2] == "}",
            lines[lines.count - 1] == ""
        else { throw Fault(line: text) }
        var reader = DotReader()
        for line in lines[3..<lines.count - 2] { try reader.read(line: line) }
        guard reader.opened.isEmpty else { throw Fault(line: "}") }
        return reader.drawn
    }

    private mutating func read(line: String) throws {
        if try Self.close.wholeMatch(in: line) != nil {
            guard opened.popLast() != nil else { throw Fault(line: line) }
        } else if let match = try Self.open.wholeMatch(in: line) {
            opened.append(String(match.1))
            drawn.boxes.append(
                DrawnGraph.Box(id: String(match.1), text: "", parent: opened.dropLast().last, isOpened: true))
        } else if let match = try Self.label.wholeMatch(in: line) {
            guard let place = drawn.boxes.lastIndex(where: { $0.id == opened.last }) else { throw Fault(line: line) }
            drawn.boxes[place].text = try Self.shown(match.1)
        } else if let match = try Self.arrow.wholeMatch(in: line) {
            let attributes = match.3 ?? ""
            drawn.arrows.append(
                DrawnGraph.Arrow(
                    from: String(match.1), to: String(match.2), text: try match.4.map(Self.shown),
                    isPlain: !attributes.contains("style=")))
        } else if let match = try Self.box.wholeMatch(in: line) {
            drawn.boxes.append(
                DrawnGraph.Box(
                    id: String(match.1), text: try Self.shown(match.2), parent: opened.last, isOpened: false))
        } else {
            throw Fault(line: line)
        }
    }

    private static var head: Regex<Substring> {
        #/digraph "(?:[^"\\]|\\["\\n])*" \{/#.matchingSemantics(.unicodeScalar)
    }
    private static var open: Regex<(Substring, Substring)> { #/ *subgraph cluster_(n[0-9_]+) \{/# }
    private static var close: Regex<Substring> { #/ +\}/# }
    private static var label: Regex<(Substring, Substring)> {
        #/ *label="((?:[^"\\]|\\["\\n])*)"/#.matchingSemantics(.unicodeScalar)
    }
    private static var box: Regex<(Substring, Substring, Substring)> {
        #/ *(n[0-9_]+) \[label="((?:[^"\\]|\\["\\n])*)"(?:, (?:shape|peripheries|style)=(?:\w+|"rounded,dashed"))*\]/#
            .matchingSemantics(.unicodeScalar)
    }
    private static var arrow: Regex<(Substring, Substring, Substring, Substring?, Substring?)> {
        #/ *(n[0-9_]+) -> (n[0-9_]+)(?: \[((?:(?:ltail|lhead)=cluster_n[0-9_]+(?:, )?|style=\w+(?:, )?)*)(?:label="((?:[^"\\]|\\["\\n])*)")?\])?/#
            .matchingSemantics(.unicodeScalar)
    }

    /// What a label shows.
    private static func shown(_ label: Substring) throws -> String {
        var result = String.UnicodeScalarView()
        var rest = label.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\":
                let escaped = rest.popFirst() ?? "\\"
                result.append(escaped == "n" ? "\n" : escaped)
            case "&":
                guard rest.starts(with: "amp;".unicodeScalars) else { throw Fault(line: String(label)) }
                rest = rest.dropFirst(4)
                result.append("&")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
