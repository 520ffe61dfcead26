import PregelValues

extension Run {
    /// The hidden first node: gives the input's channels to the state, and starts what START leads to (SG-6).
    func takeInput(_ slot: Int) {
        let node = graph.startNode
        let context = makeContext(node, .null, isShared: false)
        context.slot = slot
        slots[slot].context = context
        outstanding += 1
        taskEnded(context, giveInput(to: context))
    }

    /// What the hidden first node does.
    func giveInput(to context: TaskContext) -> TaskOutcome {
        let channel = withGraph { $0.startChannel }
        return give(ChannelCell.value(of: state.cells.pointer + channel) ?? .null, to: context)
    }

    /// Gives the input's channels to the state. Whoever calls keeps the input until the superstep is applied.
    func give(_ given: Value, to context: TaskContext) -> TaskOutcome {
        context.lend(given)
        if !startTargets.isEmpty { context.effects.triggers.append(contentsOf: startTargets) }
        if !startPackets.isEmpty { context.effects.packets.append(contentsOf: startPackets) }
        let input = withGraph { $0.isRoot ? $0.asChannels(given) : given }
        guard input.kind == .object else {
            return .failed(Failure(.invalidUpdate, message: "the input must be an object of channels, not \(input)"))
        }
        let effects = context.effects
        withGraph { graph in
            input.forEachMember { name, value in
                guard let channel = graph.stateNames.id(utf8: name), graph.isInput[channel] else { return }
                effects.write(channel, graph.write(value, to: channel))
            }
        }
        return .finished
    }

    /// Adds what a node's end sets off: what it went to by itself, then edges, joins and conditional edges (SG-7).
    ///
    /// - Parameter followsOwn: Whether the node's own edges count; for an error handler they do not.
    @inline(__always)
    func followEdges(
        of node: CompiledGraph.Node, in graph: CompiledGraph, _ context: TaskContext, followsOwn: Bool
    ) throws(Failure) {
        let effects = context.effects
        for place in effects.targets.indices {
            effects.triggers.append(graph.nodes[effects.targets[place]].trigger)
        }
        guard followsOwn else { return }
        for trigger in node.edgeTriggers { effects.triggers.append(trigger) }
        for join in node.joins { effects.joins.append(join) }
        if node.hasBranches { try followBranches(of: node, in: graph, effects) }
    }

    private func followBranches(
        of node: CompiledGraph.Node, in graph: CompiledGraph, _ effects: TaskEffects
    ) throws(Failure) {
        // Whoever still holds what it was lent gets it.
        defer { routerRow.settle() }
        try stage(effects, of: node.id, in: graph)
        for place in node.branches.indices {
            try node.branches.with(place) { branch throws(Failure) in try follow(branch, of: node.id, effects) }
        }
    }

    private func follow(
        _ branch: Branch, of node: Int, _ effects: TaskEffects
    ) throws(Failure) {
        var router = routerContext.take()
        if router == nil { router = takeContext() }
        let refusal = Unmanaged.passUnretained(router.unsafelyUnwrapped)._withUnsafeGuaranteedRef {
            follow(branch, of: node, effects, $0)
        }
        swap(&router, &routerContext)
        if let refusal { throw refusal }
    }

    /// Gives why the conditional edge leads nowhere, if it does.
    @inline(__always)
    private func follow(
        _ branch: Branch, of node: Int, _ effects: TaskEffects, _ router: TaskContext
    ) -> Failure? {
        router.reset(nodeID: node)
        lendView(effects, to: router)
        router.slot = -1
        router.step = step
        router.branch = .passUnretained(branch)
        defer { router.dropInput() }
        do throws(Failure) {
            try branch.router.route(router)
        } catch {
            return router.refusal ?? error
        }
        if let refusal = router.refusal { return refusal }
        effects.takeTargets(of: router.effects)
        return router.routed.isEmpty ? nil : follow(results: router.routed, of: branch, node, effects)
    }

    private func follow(results: [Value], of branch: Branch, _ node: Int, _ effects: TaskEffects) -> Failure? {
        do throws(Failure) {
            for result in results {
                if result.kind == .array {
                    for target in result.items { try lead(to: target, branch, of: node, effects) }
                } else {
                    try lead(to: result, branch, of: node, effects)
                }
            }
            return nil
        } catch {
            return error
        }
    }

    private func lead(
        to target: Value, _ branch: Branch, of node: Int, _ effects: TaskEffects
    ) throws(Failure) {
        if let id = try destination(target, branch, node) { effects.triggers.append(graph.nodes[id].trigger) }
    }

    /// The node that a router's result means; `nil` for `END`.
    private func destination(_ result: Value, _ branch: Branch, _ node: Int) throws(Failure) -> Int? {
        let key = result.nameText
        if let table = branch.table {
            if let id = branch.target(of: result) { return id < 0 ? nil : id }
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

    /// Finds out what a task's writes lead to, for its routers to see.
    private func stage(_ effects: TaskEffects, of node: Int, in graph: CompiledGraph) throws(Failure) {
        do throws(ApplyRefusal) {
            try CompiledGraph.stage(effects, of: node, &state)
        } catch {
            throw Failure(
                error.refusal.code,
                message: "channel \"\(graph.stateNames.names[error.channel])\": \(error.refusal.message)")
        }
        guard graph.stateMayClear else { return }
        // As applying would: what lives for one superstep and is not written is gone.
        for channel in state.transient where channel < graph.specs.count {
            if effects.writes.contains(where: { $0.channel == channel }) { continue }
            var cell = state.cells[channel]
            if (try? cell.update(EmptyCollection())) == true {
                effects.cells.append(ChangedChannel(channel: channel, cell: cell))
            }
        }
    }

    /// All channels as the task's own writes leave them; its siblings' are not seen (BSP-19, SG-12).
    private func lendView(_ effects: TaskEffects, to router: TaskContext) {
        if graph.isRoot {
            router.input = value(of: 0, after: effects) ?? .null
            return
        }
        if effects.cells.isEmpty {
            if effects.values.isEmpty {
                lend(graph.fullReadSet, to: router)
                return
            }
            // Alone in its superstep, what a task leads to is what the next one sees.
            if isAlone || slots.count == 1,
                withRow(graph.fullReadSet, { $0.lendAhead(effects, &state, to: router, places: graph.fullPlaces) })
            {
                return
            }
        }
        let channels = graph.readSets[graph.fullReadSet]
        routerRow.settle()
        let row = routerRow.begin(graph.stateNames, capacity: channels.count)
        for channel in channels {
            if let value = value(of: channel, after: effects) { row.append(channel, value) }
        }
        row._withUnsafeGuaranteedRef { router.lend($0) }
    }

    /// A channel's value as a task's writes alone leave it.
    private func value(of channel: Int, after effects: TaskEffects) -> Value? {
        for place in effects.values.indices where effects.values[place].channel == channel {
            return effects.values[place].value
        }
        for place in effects.cells.indices where effects.cells[place].channel == channel {
            return effects.cells[place].cell.value
        }
        return state.cells[channel].value
    }
}
