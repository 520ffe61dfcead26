/// Everything that keeps a graph from being compiled (`INVALID_GRAPH`).
public struct GraphError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A sentence for each fault.
    public let faults: [String]

    init(_ faults: [String]) { self.faults = faults }

    /// The faults, a line each.
    public var description: String { faults.joined(separator: "\n") }
}
