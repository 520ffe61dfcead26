@testable import PregelRuntime
import TestRandom

/// Pictures with names and labels that mean something to Mermaid, Markdown, HTML or Graphviz; the same in each run.
struct RandomPicture {
    private static let words = [
        "end", "class", "style", "graph", "subgraph", "click", "default", "linkStyle", "o", "x", "a-b", "a_b",
        "_em_",
        "__b__", "*", "`", "\"", "\\", "<b>", "&amp;", "&", "#35;", "#quot;", "#", "\\N", "\\l", "\n", "%%{init: {}}%%",
        "%% c", "style:\"a\"", "classDef:x#1;", "1. ", "- ", "www.", "http://x", "ﬂ°°34¶ß", "日本語", "e\u{301}",
        "\u{301}",
        "\u{202E}", "\0", "\t", "  ", " ", "[", "]]", "|", "-->", "---", "{", "}", "(", ")", ";", ":::", "\u{2028}",
        "\r",
        "\u{7F}", "\u{85}", "{{", "@{", "=", "~", "👩‍👩‍👧", ",", "<br/>",
    ]
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func picture(depth: Int = 2) -> GraphPicture {
        var picture = GraphPicture(name: text())
        picture.nodes.append(GraphPicture.Node(name: "START", kind: .start))
        for _ in 0..<Int.random(in: 0...5, using: &random) { addNode(to: &picture, depth) }
        if Bool.random(using: &random) { picture.nodes.append(GraphPicture.Node(name: "END", kind: .end)) }
        for _ in 0..<Int.random(in: 0...8, using: &random) { addEdge(to: &picture) }
        return picture
    }

    private mutating func addNode(to picture: inout GraphPicture, _ depth: Int) {
        let name = text()
        guard !picture.nodes.contains(where: { $0.name == name }) else { return }
        let kind: GraphPicture.Node.Kind = [.node, .node, .graph, .join].randomElement(using: &random) ?? .node
        var node = GraphPicture.Node(name: name, kind: kind)
        if kind != .join {
            if Bool.random(using: &random) { node.detail = text() }
            for _ in 0..<Int.random(in: 0...2, using: &random) { node.marks.append(text()) }
            node.isDeferred = Bool.random(using: &random)
        }
        if kind == .graph, depth > 0, Bool.random(using: &random) { node.inside = self.picture(depth: depth - 1) }
        picture.nodes.append(node)
    }

    private mutating func addEdge(to picture: inout GraphPicture) {
        guard let from = picture.nodes.randomElement(using: &random)?.name,
            let to = picture.nodes.randomElement(using: &random)?.name
        else { return }
        let kind = GraphPicture.Edge.Kind.allCases.randomElement(using: &random) ?? .plain
        let labels = (0..<Int.random(in: 0...2, using: &random)).map { _ in text() }
        picture.edges.append(GraphPicture.Edge(from: from, to: to, kind: kind, labels: labels))
    }

    private mutating func text() -> String {
        (0...Int.random(in: 0...3, using: &random)).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined()
    }
}
