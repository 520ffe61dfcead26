import PregelValues

extension Run {
    /// The hidden first node: gives the input's channels to the state, and starts what START leads to (SG-6).
    func takeInput(_ slot: Int) {
        let node = graph.startNode
        let context = makeContext(node, state.cells[graph.startChannel].value ?? .null, isShared: false)
        context.slot = slot
        slots[slot].context = context
        outstanding += 1
        context.effects.triggers += startTargets
        context.effects.packets += startPackets
        let input = graph.asChannels(context.input)
        guard input.kind == .object else {
            taskEnded(
                context,
                .failed(Failure(.invalidUpdate, message: "the input must be an object of channels, not \(input)")))
            return
        }
        for member in input.members {
            guard let channel = graph.stateNames.id(member.key), graph.isInput[channel] else { continue }
            context.effects.write(channel, Run.inputWrite(member.value, reduces: graph.blank[channel].isReduced))
        }
        taskEnded(context, .finished)
    }

    /// An input's value; `{"__overwrite__": v}` is an overwrite, as is `{"type": "__overwrite__", "value": v}` (CH-8).
    static func inputWrite(_ value: Value, reduces: Bool) -> ChannelWrite {
        guard reduces, value.kind == .object else { return ChannelWrite(value: value) }
        let isTyped = value["type"]?.string == "__overwrite__"
        guard let wrapped = value.count == 1 ? value["__overwrite__"] : isTyped ? value["value"] : nil else {
            return ChannelWrite(value: value)
        }
        return ChannelWrite(value: wrapped, isOverwrite: true)
    }

    /// Adds what a node's end sets off: what it went to by itself, then edges, joins and conditional edges (SG-7).
    ///
    /// - Parameter followsOwn: Whether the node's own edges count; for an error handler they do not.
    func followEdges(of nodeID: Int, _ context: TaskContext, followsOwn: Bool) throws(Failure) {
        let effects = context.effects
        for target in effects.targets { effects.triggers.append(graph.nodes[target].trigger) }
        guard followsOwn else { return }
        let node = graph.nodes[nodeID]
        if !node.edgeTriggers.isEmpty { effects.triggers += node.edgeTriggers }
        if !node.joins.isEmpty { effects.joins += node.joins }
        guard !node.branches.isEmpty else { return }
        let input = try routerInput(effects)
        for branch in node.branches { try follow(branch, of: nodeID, input, effects) }
    }

    private func follow(
        _ branch: CompiledGraph.Branch, of node: Int, _ input: Value, _ effects: TaskEffects
    ) throws(Failure) {
        let router = makeContext(node, input, isShared: false)
        router.slot = -1
        router.step = step
        defer {
            router.input = Value(false)  // Lets go of the row, which the next router uses again.
            idle.append(router)
        }
        do throws(Failure) {
            try branch.router.route(router)
        } catch {
            throw router.refusal ?? error
        }
        if let refusal = router.refusal { throw refusal }
        if !router.effects.packets.isEmpty { effects.packets += router.effects.packets }
        for place in router.routed.indices {
            let result = router.routed[place]
            if result.kind == .array {
                for target in result.items { try lead(to: target, branch, of: node, effects) }
            } else {
                try lead(to: result, branch, of: node, effects)
            }
        }
    }

    private func lead(
        to target: Value, _ branch: CompiledGraph.Branch, of node: Int, _ effects: TaskEffects
    ) throws(Failure) {
        if let id = try destination(target, branch, node) { effects.triggers.append(graph.nodes[id].trigger) }
    }

    /// The node that a router's result means; `nil` for `END`.
    private func destination(_ result: Value, _ branch: CompiledGraph.Branch, _ node: Int) throws(Failure) -> Int? {
        let key = result.string ?? result.description
        if let table = branch.table {
            if let id = table[key], !result.isNull { return id < 0 ? nil : id }
            throw misrouted(
                key, node, "its targets are \(table.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", "))")
        }
        if result.string == StateGraph.end { return nil }
        if result.string != nil, let id = graph.nodeNames.id(key), id != graph.startNode { return id }
        throw misrouted(key, node, "it must be a node of graph \"\(graph.name)\" or END")
    }

    private func misrouted(_ result: String, _ node: Int, _ expected: String) -> Failure {
        Failure(
            .invalidUpdate,
            message:
                "the conditional edge from \"\(edgeName(node))\" leads to \(result), which is no target: \(expected)",
            node: graph.nodes[node].name)
    }

    func edgeName(_ node: Int) -> String {
        node == graph.startNode ? StateGraph.start : graph.nodes[node].name
    }

    /// All channels as the task's own writes leave them; its siblings' are not seen (BSP-19, SG-12).
    private func routerInput(_ effects: TaskEffects) throws(Failure) -> Value {
        for written in effects.writes {
            let channel = written.channel
            var cell = state.cells[channel]
            do throws(ChannelRefusal) {
                if try cell.update(CollectionOfOne(written.write)) {
                    effects.fresh.append(ChangedChannel(channel: channel, cell: cell))
                }
            } catch {
                throw Failure(error.code, message: "channel \"\(graph.stateNames.names[channel])\": \(error.message)")
            }
        }
        // As applying would: what lives for one superstep and is not written is gone.
        for channel in state.transient where channel < graph.specs.count {
            if effects.writes.contains(where: { $0.channel == channel }) { continue }
            var cell = state.cells[channel]
            if (try? cell.update(EmptyCollection())) == true {
                effects.fresh.append(ChangedChannel(channel: channel, cell: cell))
            }
        }
        if effects.fresh.isEmpty, graph.nodes[graph.startNode].readSet == graph.fullReadSet {
            return input(of: graph.startNode)
        }
        let row = emptyRow(graph.fullReadSet, &routerRow)
        for channel in graph.readSets[graph.fullReadSet] {
            let own = effects.fresh.firstIndex { $0.channel == channel }
            let value = if let own { effects.fresh[own].cell.value } else { state.cells[channel].value }
            if let value { row.append(channel, value) }
        }
        return graph.asState(row.object(isSorted: true))
    }
}
