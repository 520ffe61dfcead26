/// A picture in Mermaid's language, which code hosts and many editors show as a drawing.
package struct MermaidDrawing {
    private var lines = ["flowchart TD"]

    /// The whole text, with a line break at the end.
    package static func text(of picture: GraphPicture) -> String {
        var drawing = MermaidDrawing()
        drawing.add(picture, prefix: "n", indent: "    ")
        drawing.lines.append("    classDef deferred stroke-dasharray: 5 5")
        return drawing.lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ picture: GraphPicture, prefix: String, indent: String) {
        let names = PictureNames(picture, prefix: prefix)
        for node in picture.nodes { add(node, id: names[node.name], indent: indent) }
        for edge in picture.edges {
            let (from, to) = Self.ends(of: edge, in: picture, names)
            lines.append("\(indent)\(from) \(Self.arrow(edge)) \(to)")
        }
    }

    /// An opened graph is an end like any other, but for an arrow to itself: that joins what is inside, since a box
    /// cannot be laid out around an arrow of its own.
    private static func ends(
        of edge: GraphPicture.Edge, in picture: GraphPicture, _ names: PictureNames
    ) -> (from: String, to: String) {
        guard edge.from == edge.to, let inside = picture.nodes.first(where: { $0.name == edge.from })?.inside else {
            return (names[edge.from], names[edge.to])
        }
        let inner = PictureNames(inside, prefix: names[edge.from] + "_")
        return (inner[inside.exit], inner[inside.entry])
    }

    private mutating func add(_ node: GraphPicture.Node, id: String, indent: String) {
        if let inside = node.inside {
            lines.append("\(indent)subgraph \(id)[\"\(Self.label(node))\"]")
            add(inside, prefix: id + "_", indent: indent + "    ")
            lines.append("\(indent)end")
        } else {
            lines.append(indent + id + Self.shape(node) + (node.isDeferred ? ":::deferred" : ""))
        }
    }

    private static func shape(_ node: GraphPicture.Node) -> String {
        let label = label(node)
        return switch node.kind {
        case .start, .end: "([\"\(label)\"])"
        case .node: "[\"\(label)\"]"
        case .graph: "[[\"\(label)\"]]"
        case .join: "((\" \"))"
        }
    }

    private static func label(_ node: GraphPicture.Node) -> String {
        var parts = [MermaidText.escaped(node.name)]
        for line in [node.detail].compactMap(\.self) + node.marks {
            parts.append("<small>\(MermaidText.escaped(line))</small>")
        }
        return parts.joined(separator: "<br/>")
    }

    private static func arrow(_ edge: GraphPicture.Edge) -> String {
        let arrow = edge.kind == .plain ? "-->" : "-.->"
        return edge.label.map { "\(arrow)|\"\(MermaidText.escaped($0))\"|" } ?? arrow
    }
}
