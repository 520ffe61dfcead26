/// Reads the part of Mermaid's flowcharts that drawings use, as strictly as all that reads a label after the grammar: a
/// sign of Markdown, of HTML or of a directive that stands in a label by itself is a fault, even where Mermaid only shows
/// it wrong.
struct MermaidReader {
    struct Fault: Error { var line: String }

    private var drawn = DrawnGraph()
    private var opened: [String] = []

    static func read(_ text: String) throws -> DrawnGraph {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count >= 3, lines.removeLast().isEmpty, lines.removeFirst() == "flowchart TD",
            lines.removeLast() == "    classDef deferred stroke-dasharray: 5 5"
        else { throw Fault(line: text) }
        var reader = MermaidReader()
        for line in lines { try reader.read(line: line) }
        guard reader.opened.isEmpty else { throw Fault(line: "end") }
        return reader.drawn
    }

    private mutating func read(line: String) throws {
        guard line.allSatisfy({ !$0.isNewline }) else { throw Fault(line: line) }
        if line.trimmingSpaces == "end" {
            guard opened.popLast() != nil else { throw Fault(line: line) }
        } else if let match = try Self.subgraph.wholeMatch(in: line) {
            try add(String(match.1), match.2, isOpened: true)
            opened.append(String(match.1))
        } else if let match = try Self.box.wholeMatch(in: line) {
            try add(String(match.1), match.2 ?? match.3 ?? match.4 ?? " ", isOpened: false)
        } else if let match = try Self.arrow.wholeMatch(in: line) {
            drawn.arrows.append(
                DrawnGraph.Arrow(
                    from: String(match.1), to: String(match.4), text: try match.3.map(Self.shown),
                    isPlain: match.2 == "-->"))
        } else {
            throw Fault(line: line)
        }
    }

    private mutating func add(_ id: String, _ label: Substring, isOpened: Bool) throws {
        let text = label == " " ? "" : try Self.shown(label)
        drawn.boxes.append(DrawnGraph.Box(id: id, text: text, parent: opened.last, isOpened: isOpened))
    }

    private static var subgraph: Regex<(Substring, Substring, Substring)> {
        #/ *subgraph (n[0-9_]+)\["([^"]+)"\]/#.matchingSemantics(.unicodeScalar)
    }
    private static var box: Regex<(Substring, Substring, Substring?, Substring?, Substring?)> {
        #/ *(n[0-9_]+)(?:\(\["([^"]+)"\]\)|\[\["([^"]+)"\]\]|\["([^"]+)"\]|\(\(" "\)\))(?::::deferred)?/#
            .matchingSemantics(.unicodeScalar)
    }
    private static var arrow: Regex<(Substring, Substring, Substring, Substring?, Substring)> {
        #/ *(n[0-9_]+) (-->|-\.->)(?:\|"([^"]+)"\|)? (n[0-9_]+)/#.matchingSemantics(.unicodeScalar)
    }

    // MARK: Labels

    /// What a label shows.
    private static func shown(_ label: Substring) throws -> String {
        // A sign that combines with the one before makes one character of both.
        let lines = label.replacing(#/<\/?small>/#.matchingSemantics(.unicodeScalar), with: "")
            .split(separator: #/<br\/>/#.matchingSemantics(.unicodeScalar), omittingEmptySubsequences: false)
        return try lines.map { try decoded(Array($0.unicodeScalars)) }.joined(separator: "\n")
    }

    private static func decoded(_ scalars: [Unicode.Scalar]) throws -> String {
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if scalars[index] == "#" {
                guard let end = scalars[index...].firstIndex(of: ";"),
                    let code = UInt32(String(String.UnicodeScalarView(scalars[index + 1..<end]))),
                    let scalar = Unicode.Scalar(code)
                else { throw Fault(line: "an escape without an end") }
                result.append(scalar)
                index = end + 1
            } else {
                guard isHarmless(index, scalars) else {
                    throw Fault(line: "\(String(String.UnicodeScalarView(scalars)))")
                }
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    private static func isHarmless(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        let scalar = scalars[index]
        if scalar.value > 0x9F { return !["\u{B6}", "\u{FB02}", "\u{2028}", "\u{2029}"].contains(scalar) }
        if isWord(scalar) || scalar == "," { return true }
        guard index > 0, index + 1 < scalars.count else { return false }
        let isInside = isWord(scalars[index - 1]) && isWord(scalars[index + 1])
        let before = String(String.UnicodeScalarView(scalars[..<index])).lowercased()
        return switch scalar {
        case " ": scalars[index - 1] != " "
        case "-", "_", "/": isInside
        case ".": isInside && !before.hasSuffix("www")
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
    }
}

extension String {
    /// Without spaces at its ends.
    fileprivate var trimmingSpaces: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
