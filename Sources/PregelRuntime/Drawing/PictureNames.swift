/// Names that are safe in a drawing's language: `n1`, `n2`, whatever the graph's names are.
struct PictureNames {
    private var ids: [String: String] = [:]

    /// - Parameter prefix: The id of the node that holds the graph, so that no two graphs share an id.
    init(_ picture: GraphPicture, prefix: String = "n") {
        for (index, node) in picture.nodes.enumerated() { ids[node.name] = "\(prefix)\(index)" }
    }

    /// The id of a node of the picture.
    subscript(_ name: String) -> String { ids[name] ?? name }
}
