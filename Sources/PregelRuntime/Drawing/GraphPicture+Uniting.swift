extension GraphPicture {
    /// Makes one arrow of all between the same two boxes: whatever is declared twice, by an edge and by what a component
    /// names, is one relation.
    mutating func uniteEdges() {
        var places: [Relation: Int] = [:]
        var united: [[Edge]] = []
        for edge in edges {
            let relation = Relation(from: edge.from, to: edge.to)
            if let place = places[relation] {
                united[place].append(edge)
            } else {
                places[relation] = united.count
                united.append([edge])
            }
        }
        edges = united.map(Self.united)
    }

    private struct Relation: Hashable {
        var from: String
        var to: String
    }

    /// The kind that says most, with the labels of all. A plain edge is always taken, so nothing is said of when others
    /// are: packets alone are something else besides.
    private static func united(_ edges: [Edge]) -> Edge {
        var result = edges[0]
        guard edges.count > 1 else { return result }
        result.kind = Edge.Kind.allCases.first { kind in edges.contains { $0.kind == kind } } ?? result.kind
        let telling = edges.filter { result.kind != .plain || $0.kind == .plain || $0.kind == .send }
        result.labels = []
        for label in telling.flatMap(\.labels) where !result.labels.contains(label) { result.labels.append(label) }
        return result
    }
}
