/// Which channels of a state have changed since it was last saved, and which nodes have run.
struct StateChanges: Sendable {
    /// Whether everything that changes the state notes it here: otherwise nothing is known.
    private(set) var isTracked = false
    /// Channels with another content or version; some may stand twice.
    private(set) var channels = IndexList()
    /// Nodes with another idea of what they have seen.
    private(set) var nodes = IndexList()

    var isEmpty: Bool { channels.isEmpty && nodes.isEmpty }

    /// Starts with a state that is as it was saved.
    mutating func begin() {
        isTracked = true
        channels.removeAll()
        nodes.removeAll()
    }

    /// Stops.
    mutating func end() {
        begin()
        isTracked = false
    }

    @inline(__always)
    mutating func note(channel: Int) { if isTracked { channels.append(channel) } }

    @inline(__always)
    mutating func note(node: Int) { if isTracked { nodes.append(node) } }
}
