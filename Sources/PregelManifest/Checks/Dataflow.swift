/// How a graph without edges is wired by the names of its nodes' inputs and outputs.
package struct Dataflow: Sendable {
    /// Two nodes that may write one channel in the same superstep.
    package struct Conflict: Sendable, Hashable {
        package var channel: String
        package var first: String
        package var second: String
    }

    /// An input that neither a node nor the run's input provides.
    package struct MissingInput: Sendable, Hashable {
        package var node: String
        package var parameter: String
        package var channel: String
    }

    /// The nodes that write a channel, by the channel's name.
    package let writers: [String: [String]]
    /// The nodes that a change of a channel makes run, by the channel's name.
    package let readers: [String: [String]]
    package let conflicts: [Conflict]
    package let inputsNobodyProvides: [MissingInput]
    /// Channels that a run's input must hold: nodes need them, nothing else provides them.
    package let requiredInput: [String]

    package init(_ manifest: Manifest) {
        var writers: [String: [String]] = [:]
        var readers: [String: [String]] = [:]
        for node in manifest.nodes {
            for port in node.outputs { writers[port.channel, default: []].append(node.name) }
            for port in node.inputs { readers[port.channel, default: []].append(node.name) }
        }
        let input = Set(manifest.inputChannels)
        let started = Set(manifest.channels.filter(\.hasStart).map(\.name))
        var missing: [MissingInput] = []
        var required: [String] = []
        for node in manifest.nodes {
            for port in node.inputs where writers[port.channel] == nil && !started.contains(port.channel) {
                if !input.contains(port.channel) {
                    missing.append(MissingInput(node: node.name, parameter: port.name, channel: port.channel))
                } else if !required.contains(port.channel) {
                    required.append(port.channel)
                }
            }
        }
        self.writers = writers
        self.readers = readers
        inputsNobodyProvides = missing
        requiredInput = required
        conflicts = Self.conflicts(manifest, writers)
    }

    /// Two writers are safe where one of them can only run after the other.
    private static func conflicts(_ manifest: Manifest, _ writers: [String: [String]]) -> [Conflict] {
        var conflicts: [Conflict] = []
        let graph = GraphShape(manifest)
        // In a huge graph the rest is left to the run, which refuses the second write.
        var effort = 5_000_000
        for channel in manifest.channels {
            guard case .lastValue = channel.kind, let nodes = writers[channel.name], nodes.count > 1 else { continue }
            var earlier: [(name: String, reachable: Set<String>)] = []
            for node in nodes where earlier.last?.name != node {
                guard let reachable = graph.reachable(from: node, effort: &effort) else { return conflicts }
                effort -= earlier.count
                let rival = earlier.first { !reachable.contains($0.name) && !$0.reachable.contains(node) }
                // One rival for each node is enough to say what is wrong.
                if let rival { conflicts.append(Conflict(channel: channel.name, first: rival.name, second: node)) }
                earlier.append((node, reachable))
            }
        }
        return conflicts
    }
}

extension ChannelDeclaration {
    /// Whether the channel has a value before anything is written to it.
    var hasStart: Bool {
        if case .reduce(_, .some) = kind { true } else { false }
    }
}
