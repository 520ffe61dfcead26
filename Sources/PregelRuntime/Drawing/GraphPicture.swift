/// What a drawing of a graph shows: boxes and arrows, whatever the format. Made of the manifest alone; nothing runs.
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
        /// The results of a router that lead here, or who decides; the channel of a dataflow edge.
        package var label: String?

        package enum Kind: String, Sendable {
            case plain
            /// A router decides.
            case conditional
            /// The node itself may go there.
            case destination
            /// Packets go there.
            case send
        }
    }
}
