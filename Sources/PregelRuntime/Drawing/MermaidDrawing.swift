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
            lines.append("\(indent)\(names[edge.from]) \(Self.arrow(edge)) \(names[edge.to])")
        }
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
        var parts = [escape(node.name)]
        for line in [node.detail].compactMap(\.self) + node.marks { parts.append("<small>\(escape(line))</small>") }
        return parts.joined(separator: "<br/>")
    }

    private static func arrow(_ edge: GraphPicture.Edge) -> String {
        let arrow = edge.kind == .plain ? "-->" : "-.->"
        return edge.label.map { "\(arrow)|\"\(escape($0))\"|" } ?? arrow
    }

    /// Mermaid writes what its own syntax needs as `#code;`.
    private static func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "#", "&", "<", ">", "`", "\\", "\0"..<" ": result += "#\(scalar.value);"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
