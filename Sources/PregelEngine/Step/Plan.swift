import PregelValues

/// A task that a superstep will run.
struct PlannedTask: Sendable {
    let node: Int
    /// The packet's argument (PUSH); `nil` for a node that its channels triggered (PULL).
    let argument: Value?
    /// The packet's number, or -1.
    let packet: Int
}

extension CompiledGraph {
    /// The tasks of the next superstep: packets as they were sent, then triggered nodes by name (BSP-2 to BSP-4).
    ///
    /// Costs what the updated channels trigger, not what the graph holds.
    func plan(_ state: RunState) -> [PlannedTask] {
        var tasks: [PlannedTask] = []
        tasks.reserveCapacity(state.packets.count + 1)
        for (number, packet) in state.packets.enumerated() {
            tasks.append(PlannedTask(node: packet.node, argument: packet.argument, packet: number))
        }
        for node in candidates(state) where isTriggered(node, state) {
            tasks.append(PlannedTask(node: node, argument: nil, packet: -1))
        }
        return tasks
    }

    /// Nodes that may be triggered, by name, each once.
    private func candidates(_ state: RunState) -> [Int] {
        guard let updated = state.updated, !updated.isEmpty else { return state.newest == 0 ? [] : definitionOrder }
        var found: [Int] = []
        for channel in updated { found += triggered[channel] }
        if found.count > 1 {
            found.sort()
            var last = -1
            found.removeAll { node in
                defer { last = node }
                return node == last
            }
        }
        return found
    }

    /// Whether some trigger is available and newer than what the node has seen (BSP-2).
    private func isTriggered(_ node: Int, _ state: RunState) -> Bool {
        let node = nodes[node]
        for (place, channel) in node.triggers.enumerated() {
            guard state.cells[channel].value != nil else { continue }
            if state.versions[channel] > max(state.seen[node.seenBase + place], 0) { return true }
        }
        return false
    }
}
