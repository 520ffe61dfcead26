/// A picture in Graphviz's language.
package struct DotDrawing {
    private var lines: [String] = []

    /// The whole text, with a line break at the end.
    package static func text(of picture: GraphPicture) -> String {
        var drawing = DotDrawing()
        drawing.lines = [
            "digraph \(DotText.quoted(picture.name)) {",
            "    compound=true",
            "    node [shape=box, style=rounded]",
        ]
        drawing.add(picture, prefix: "n", indent: "    ")
        drawing.lines.append("}")
        return drawing.lines.joined(separator: "\n") + "\n"
    }

    private mutating func add(_ picture: GraphPicture, prefix: String, indent: String) {
        let names = PictureNames(picture, prefix: prefix)
        for node in picture.nodes { add(node, id: names[node.name], indent: indent) }
        let opened = Dictionary(picture.nodes.map { ($0.name, $0.inside) }) { first, _ in first }
        for edge in picture.edges {
            let from = End(names[edge.from], inside: opened[edge.from] ?? nil, isSource: true)
            let to = End(names[edge.to], inside: opened[edge.to] ?? nil, isSource: false)
            // An arrow from an opened graph to itself stays inside: its border cannot cut off both of its ends.
            let borders = edge.from == edge.to ? [] : from.attributes + to.attributes
            lines.append("\(indent)\(from.id) -> \(to.id)" + Self.list(borders + Self.style(edge)))
        }
    }

    /// Where an arrow begins or ends. Graphviz joins nodes alone, so one to an opened graph ends at its START and is cut
    /// off at the border; one from it begins at its END, or at its START where it has no END.
    private struct End {
        var id: String
        var attributes: [String] = []

        init(_ id: String, inside: GraphPicture?, isSource: Bool) {
            self.id = id
            guard let inside else { return }
            self.id = PictureNames(inside, prefix: id + "_")[isSource ? inside.exit : inside.entry]
            attributes = ["\(isSource ? "ltail" : "lhead")=cluster_\(id)"]
        }
    }

    private mutating func add(_ node: GraphPicture.Node, id: String, indent: String) {
        if let inside = node.inside {
            lines.append("\(indent)subgraph cluster_\(id) {")
            lines.append("\(indent)    label=\(Self.label(node))")
            add(inside, prefix: id + "_", indent: indent + "    ")
            lines.append("\(indent)}")
        } else {
            lines.append("\(indent)\(id)" + Self.list(Self.attributes(node)))
        }
    }

    private static func attributes(_ node: GraphPicture.Node) -> [String] {
        let label = "label=\(label(node))"
        return switch node.kind {
        case .start, .end: [label, "shape=oval"]
        case .node: [label] + (node.isDeferred ? ["style=\"rounded,dashed\""] : [])
        case .graph: [label, "peripheries=2"] + (node.isDeferred ? ["style=\"rounded,dashed\""] : [])
        case .join: ["label=\"\"", "shape=point"]
        }
    }

    private static func label(_ node: GraphPicture.Node) -> String {
        DotText.quoted(([node.name] + [node.detail].compactMap(\.self) + node.marks).joined(separator: "\n"))
    }

    private static func style(_ edge: GraphPicture.Edge) -> [String] {
        let label = edge.label.map { ["label=\(DotText.quoted($0))"] } ?? []
        return switch edge.kind {
        case .plain: label
        case .conditional: ["style=dotted"] + label
        case .destination, .send: ["style=dashed"] + label
        }
    }

    private static func list(_ attributes: [String]) -> String {
        attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
    }
}
