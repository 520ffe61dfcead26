/// How large a graph is with all that it nests, a file counted as often as it is used: twenty short files that each use the
/// next one twice are a million graphs.
package struct ManifestSize: Sendable, Hashable {
    package var graphs = 1
    package var nodes = 0

    /// No graph that is run is larger.
    package static let largest = ManifestSize(graphs: 10_000, nodes: 1_000_000)

    package init(graphs: Int = 1, nodes: Int = 0) {
        self.graphs = graphs
        self.nodes = nodes
    }

    /// Whether it is more than a graph may be.
    var isTooLarge: Bool { graphs > Self.largest.graphs || nodes > Self.largest.nodes }

    /// Adds what is nested; sizes that no number has room for are the largest number.
    mutating func add(_ nested: ManifestSize) {
        graphs = Self.sum(graphs, nested.graphs)
        nodes = Self.sum(nodes, nested.nodes)
    }

    private static func sum(_ one: Int, _ other: Int) -> Int {
        let (sum, isTooMuch) = one.addingReportingOverflow(other)
        return isTooMuch ? .max : sum
    }
}
