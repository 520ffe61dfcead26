import PregelValues

/// A run's state as one value, and back: the content of a checkpoint.
///
/// Everything goes by name, so that a checkpoint outlives the numbering of a graph. What a graph does not have any more
/// is dropped; what it has besides is as new.
struct StateCodec {
    let graph: CompiledGraph

    /// The state as a value.
    func encode(_ state: RunState) -> Value {
        var values = ObjectBuilder()
        var versions = ObjectBuilder()
        for channel in state.cells.indices {
            if let value = state.cells[channel].checkpoint { values.set(graph.channelName(channel), to: value) }
            if state.versions[channel] > 0 {
                versions.set(graph.channelName(channel), to: Value(Int(state.versions[channel])))
            }
        }
        return [
            "channel_values": values.finish(), "channel_versions": versions.finish(),
            "versions_seen": encodeSeen(state),
            "packets": .array(state.packets.map { graph.encode($0) }),
            "passed_breakpoints": Value(Int(state.passedBreakpoints)),
            "updated_channels": state.knowsUpdated ? .array(state.updated.map { Value(graph.channelName($0)) }) : .null,
        ]
    }

    /// The state that a value keeps.
    func decode(_ saved: Value) -> RunState {
        var state = RunState(graph)
        for member in saved["channel_values"]?.members ?? Value.null.members {
            if let channel = graph.channelID(member.key) { state.cells[channel].restore(member.value) }
        }
        for member in saved["channel_versions"]?.members ?? Value.null.members {
            guard let channel = graph.channelID(member.key), let version = member.value.int else { continue }
            state.versions[channel] = Int64(version)
            state.newest = max(state.newest, Int64(version))
        }
        decodeSeen(saved["versions_seen"] ?? .null, &state)
        state.packets = saved["packets"].map { $0.items.compactMap(graph.decodePacket) } ?? []
        state.passedBreakpoints = Int64(saved["passed_breakpoints"]?.int ?? 0)
        if let updated = saved["updated_channels"], updated.kind == .array {
            state.updated = IndexList(updated.items.compactMap { $0.string.flatMap { graph.channelID($0) } })
            state.knowsUpdated = true
        }
        state.transient = IndexList(
            state.cells.indices.filter { graph.clears[$0] && state.cells[$0].value != nil })
        return state
    }

    private func encodeSeen(_ state: RunState) -> Value {
        var seen = ObjectBuilder()
        for node in graph.nodes {
            var versions = ObjectBuilder()
            var hasRun = false
            for (place, channel) in node.triggers.enumerated() where state.seen[node.seenBase + place] >= 0 {
                hasRun = true
                versions.set(graph.channelName(channel), to: Value(Int(state.seen[node.seenBase + place])))
            }
            if hasRun { seen.set(node.name, to: versions.finish()) }
        }
        return seen.finish()
    }

    private func decodeSeen(_ seen: Value, _ state: inout RunState) {
        for node in graph.nodes {
            guard let versions = seen[node.name] else { continue }
            for (place, channel) in node.triggers.enumerated() {
                if let version = versions[graph.channelName(channel)]?.int {
                    state.seen[node.seenBase + place] = Int64(version)
                }
            }
        }
    }
}

extension CompiledGraph {
    /// A channel's name, also of those that the compiler made (LangGraph's `branch:to:` and `join:`).
    func channelName(_ channel: Int) -> String {
        channel < stateNames.count ? stateNames.names[channel] : controlNames[channel - stateNames.count]
    }
}
