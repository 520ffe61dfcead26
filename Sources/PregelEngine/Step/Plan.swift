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
    ///
    /// - Parameter tasks: Is replaced; its memory is used again.
    func plan(_ state: borrowing RunState, into tasks: inout [PlannedTask]) {
        tasks.removeAll(keepingCapacity: true)
        for (number, packet) in state.packets.enumerated() {
            tasks.append(PlannedTask(node: packet.node, argument: packet.argument, packet: number))
        }
        forEachCandidate(state) { node in
            if isTriggered(node, state) { tasks.append(PlannedTask(node: node, argument: nil, packet: -1)) }
        }
    }

    /// The tasks of the next superstep, in an array of their own.
    func plan(_ state: RunState) -> [PlannedTask] {
        var tasks: [PlannedTask] = []
        plan(state, into: &tasks)
        return tasks
    }

    /// Nodes that may be triggered, by name, each once.
    private func forEachCandidate(_ state: borrowing RunState, _ body: (Int) -> Void) {
        guard let updated = state.updated, !updated.isEmpty else {
            if state.newest > 0 { nodes.indices.forEach(body) }
            return
        }
        var single = -1
        var found: [Int] = []
        for channel in updated {
            let nodes = triggered[channel]
            if nodes.isEmpty { continue }
            if nodes.count == 1, single < 0, found.isEmpty {
                single = nodes[0]
            } else {
                if single >= 0 { found.append(single) }
                single = -1
                found += nodes
            }
        }
        if single >= 0 { body(single) }
        guard !found.isEmpty else { return }
        found.sort()
        var last = -1
        for node in found where node != last {
            last = node
            body(node)
        }
    }

    /// Whether some trigger is available and newer than what the node has seen (BSP-2).
    private func isTriggered(_ node: Int, _ state: borrowing RunState) -> Bool {
        let node = nodes[node]
        for place in node.triggers.indices {
            let channel = node.triggers[place]
            guard state.cells[channel].isAvailable else { continue }
            if state.versions[channel] > max(state.seen[node.seenBase + place], 0) { return true }
        }
        return false
    }
}
