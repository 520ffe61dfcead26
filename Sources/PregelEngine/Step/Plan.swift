import PregelValues

/// A task that a superstep will run.
struct PlannedTask: Sendable {
    let node: Int
    /// The packet's argument (PUSH), until the task's slot has taken it; `nil` for a node that its channels triggered (PULL).
    var argument: Value?
    /// The packet's number, or -1.
    let packet: Int

    /// No task.
    static let none = PlannedTask(node: 0, argument: nil, packet: -1)
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
            if nodeTable.with(node, { isTriggered($0, &state) }) {
                tasks.append(PlannedTask(node: node, argument: nil, packet: -1))
            }
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

    /// The node of a superstep that has one task, which no packet made; `noTask` where nothing is due, and `severalTasks`
    /// where that takes a closer look.
    @inline(__always)
    func soleTask(_ state: inout RunState) -> Int {
        guard state.packets.isEmpty, state.knowsUpdated, !state.updated.isEmpty else {
            return CompiledGraph.severalTasks
        }
        var found = -1
        for channel in state.updated {
            let node = Int(sole[channel])
            if node == Int(CompiledGraph.triggersNone) || node == found { continue }
            if node == Int(CompiledGraph.triggersSeveral) || found >= 0 { return CompiledGraph.severalTasks }
            found = node
        }
        guard found >= 0 else { return CompiledGraph.noTask }
        return nodeTable.with(found) { isTriggered($0, &state) } ? found : CompiledGraph.noTask
    }

    static let noTask = -1
    static let severalTasks = -2

    /// Nodes that may be triggered, by name, each once.
    private func forEachCandidate(_ state: inout RunState, _ body: (Int, inout RunState) -> Void) {
        guard !state.updated.isEmpty else {
            if state.newest > 0 { for node in nodes.indices { body(node, &state) } }
            return
        }
        var found: [Int] = []
        for channel in state.updated {
            switch sole[channel] {
            case CompiledGraph.triggersNone: break
            case CompiledGraph.triggersSeveral: found += triggered[channel]
            case let node: found.append(Int(node))
            }
        }
        // Several edges may lead to a node, but most often the list is in order.
        var isAscending = true
        for place in found.indices.dropFirst() where found[place - 1] >= found[place] { isAscending = false }
        if !isAscending { found.sort() }
        var last = -1
        for node in found where node != last {
            last = node
            body(node, &state)
        }
    }

    /// Whether some trigger is available and newer than what the node has seen (BSP-2).
    @inline(__always)
    private func isTriggered(_ node: Node, _ state: inout RunState) -> Bool {
        let (cells, versions, seen) = (state.cells.pointer, state.versions.pointer, state.seen.pointer)
        var place = node.seenBase
        for channel in node.triggers {
            if (cells + channel).pointee.isAvailable, versions[channel] > max(seen[place], 0) { return true }
            place += 1
        }
        return false
    }
}
