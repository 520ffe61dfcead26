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
    /// - Parameters:
    ///   - state: Is not changed; `inout` because a class's property would be copied otherwise.
    ///   - tasks: Is replaced; its memory is used again.
    func plan(_ state: inout RunState, into tasks: inout [PlannedTask]) {
        tasks.clear()
        for (number, packet) in state.packets.enumerated() {
            tasks.append(PlannedTask(node: packet.node, argument: packet.argument, packet: number))
        }
        forEachCandidate(&state) { node, state in
            if isTriggered(node, &state) { tasks.append(PlannedTask(node: node, argument: nil, packet: -1)) }
        }
        if isRoot { dropUnreadable(state, &tasks) }
    }

    /// The tasks of the next superstep, in an array of their own.
    func plan(_ state: RunState) -> [PlannedTask] {
        var tasks: [PlannedTask] = []
        var state = state
        plan(&state, into: &tasks)
        return tasks
    }

    /// Nodes that may be triggered, by name, each once.
    private func forEachCandidate(_ state: inout RunState, _ body: (Int, inout RunState) -> Void) {
        guard let updated = state.updated, !updated.isEmpty else {
            if state.newest > 0 { for node in nodes.indices { body(node, &state) } }
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
        if single >= 0 { body(single, &state) }
        guard !found.isEmpty else { return }
        found.sort()
        var last = -1
        for node in found where node != last {
            last = node
            body(node, &state)
        }
    }

    /// Whether some trigger is available and newer than what the node has seen (BSP-2).
    private func isTriggered(_ node: Int, _ state: inout RunState) -> Bool {
        let node = nodes[node]
        for place in node.triggers.indices {
            let channel = node.triggers[place]
            guard state.cells[channel].isAvailable else { continue }
            if state.versions[channel] > max(state.seen[node.seenBase + place], 0) { return true }
        }
        return false
    }
}
