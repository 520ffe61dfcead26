/// What a drawing of a graph shows: boxes and arrows, whatever the format. Made of the manifest alone; nothing runs.
///
/// START is always there, END where anything leads to it. Between two boxes there is one arrow in each direction at most.
package struct GraphPicture: Sendable {
    package var name: String
    package var nodes: [Node] = []
    package var edges: [Edge] = []

    /// A box of the drawing.
    package struct Node: Sendable {
        /// Unique within its graph.
        package var name: String
        package var kind: Kind
        /// What it is made of: a component's name, or where a nested graph comes from.
        package var detail: String?
        /// What else is to be known: that it is deferred, or that a breakpoint stands before it.
        package var marks: [String] = []
        package var isDeferred = false
        /// The nested graph, opened; `nil` for what has none, or keeps it closed.
        package var inside: GraphPicture?

        package enum Kind: String, Sendable {
            case start, end, node, graph
            /// Where the branches of a join meet: no node of the graph.
            case join
        }
    }

    /// An arrow of the drawing.
    package struct Edge: Sendable {
        package var from: String
        package var to: String
        package var kind: Kind
        /// The results of a router that lead here, or who decides; the channels of dataflow edges; `send` for packets, and
        /// `goto` where a node or its error handler goes by itself.
        package var labels: [String] = []
        /// All of them in one line; `nil` where there is none.
        package var label: String? { labels.isEmpty ? nil : labels.joined(separator: ", ") }

        /// From the one that says most to the one that says least of when the arrow is taken.
        package enum Kind: String, Sendable, CaseIterable {
            case plain
            /// A router decides.
            case conditional
            /// Packets go there.
            case send
            /// The node itself may go there.
            case destination
        }
    }

    /// The box in which an arrow to the whole graph ends, once the graph is opened.
    var entry: String { "START" }

    /// The box from which an arrow from the whole graph comes, once the graph is opened.
    var exit: String { nodes.contains { $0.kind == .end } ? "END" : "START" }
}
