import PregelValues

/// Writes a superstep's worth of updates to a thread, as if nodes had run (CP-13 to CP-15).
struct StateUpdater {
    /// Stands for the input, and for a mere copy.
    private static let input = "__input__"
    private static let copy = "__copy__"

    private let saved: SavedCheckpoint?
    /// Whether nothing has been built on the checkpoint yet.
    private let isNewest: Bool
    private let run: Run
    private let session: Session
    private var graph: CompiledGraph { run.graph }

    init(_ thread: GraphThread, at id: CheckpointID?) throws(Failure) {
        saved = try thread.checkpointer.get(thread: thread.threadID, namespace: thread.namespace, id: id)
        let newest =
            id == nil
            ? saved
            : try thread.checkpointer.get(
                thread: thread.threadID, namespace: thread.namespace, id: nil)
        isNewest = newest?.id == saved?.id
        session = thread.session()
        run = try thread.run(at: saved, session)
        run.planForLooking()
    }

    /// Applies the updates, and saves what comes of them.
    func apply(_ updates: [StateUpdate]) throws(Failure) -> CheckpointID {
        let (values, node) = (updates[0].values, updates[0].asNode)
        if updates[0].isCommand, node == StateUpdater.input || node == StateUpdater.copy {
            throw Failure(.invalidUpdate, message: "an update as \"\(node ?? "")\" cannot be a command")
        }
        if values.isNull, node == StateGraph.end, !updates[0].isCommand {
            try alone(updates, "END")
            try clear()
            return try save(.update)
        }
        if node == StateUpdater.input {
            try alone(updates, StateUpdater.input)
            return try takeInput(values)
        }
        if node == StateUpdater.copy {
            try alone(updates, StateUpdater.copy)
            guard let saved else {
                throw Failure(.invalidUpdate, message: "there is no checkpoint to copy")
            }
            return try save(.fork, parent: saved.parent)
        }
        try write(updates)
        return try save(.update)
    }

    private func alone(_ updates: [StateUpdate], _ node: String) throws(Failure) {
        guard updates.count == 1 else {
            throw Failure(.invalidUpdate, message: "an update as \"\(node)\" must be alone in its superstep")
        }
    }

    /// Drops all tasks that are due; what those have done that had finished is kept.
    private func clear() throws(Failure) {
        try run.applyCommands()
        let tasks = run.inApplyOrder.map { slot in
            let effects = TaskEffects()
            run.records[run.key(of: slot)]?.output?.restore(effects)
            let planned = run.slots[slot].planned
            return AppliedTask(node: planned.node, isTriggered: planned.packet < 0, effects: effects)
        }
        try apply(tasks)
    }

    private func takeInput(_ values: Value) throws(Failure) -> CheckpointID {
        guard !values.isNull else { throw Failure(.invalidUpdate, message: "an update as input needs values") }
        let effects = TaskEffects()
        effects.input = values
        try apply([AppliedTask(node: -1, isTriggered: false, effects: effects)])
        return try save(.input, step: saved == nil ? -1 : run.step)
    }

    private func write(_ updates: [StateUpdate]) throws(Failure) {
        var tasks: [AppliedTask] = []
        for update in updates {
            guard update.asNode != nil || updates.count == 1 else {
                throw Failure(.invalidUpdate, message: "each of several updates must name the node that it stands for")
            }
            let node = try node(update.asNode)
            let context = run.makeContext(node, .null, isShared: false)
            if !update.values.isNull {
                try run.write(update.values, into: context.effects, by: "an update")
                if node == graph.startNode {
                    context.effects.assign(
                        writes: context.effects.writes.array.filter { graph.isInput[$0.channel] })
                }
            }
            try run.go(to: update.goto, and: update.packets, in: context.effects)
            try run.followEdges(of: graph.nodes[node], in: graph, context, followsOwn: true)
            tasks.append(AppliedTask(node: node, isTriggered: false, effects: context.effects))
            attach(context.effects, to: node)
        }
        try apply(tasks)
    }

    /// Shows the update as the result of the node's task, where it had one (CP-13).
    private func attach(_ effects: TaskEffects, to node: Int) {
        guard isNewest,
            let slot = run.slots.indices.first(where: { slot in
                run.slots[slot].planned.node == node && !run.records.isFinished(run.key(of: slot))
            })
        else { return }
        run.record(slot) { $0.output = TaskOutput(effects) }
    }

    private func apply(_ tasks: [AppliedTask]) throws(Failure) {
        do throws(ApplyRefusal) {
            try run.applyToState(tasks)
        } catch {
            throw run.refusal(error)
        }
    }

    private func save(
        _ source: SavedCheckpoint.Source, step: Int? = nil, parent: CheckpointID?? = .none
    ) throws(Failure) -> CheckpointID {
        // Whatever is due is found among all nodes, not among those that the update alone triggers.
        run.state.forgetUpdated()
        if let parent { run.saver?.branch(from: parent) }
        run.saver?.save(&run.state, step: step ?? (saved.map { $0.step + 1 } ?? 0), source: source)
        if let failure = run.saver?.failure { throw failure }
        guard let id = run.saver?.current else {
            throw Failure(.checkpointer, message: "the update was not saved")
        }
        return id
    }

    // MARK: The node

    private func node(_ name: String?) throws(Failure) -> Int {
        guard let name else { return try lastNode() }
        if name == StateGraph.start { return graph.startNode }
        if let node = graph.nodeNames.id(name), node != graph.startNode { return node }
        let near = NearestName.suggestion(for: name, in: graph.nodeList)
        throw Failure(
            .invalidUpdate, message: "an update as node \"\(name)\", which graph \"\(graph.name)\" does not have" + near
        )
    }

    /// The node that ran last, if it was one alone (CP-14).
    private func lastNode() throws(Failure) -> Int {
        let state = run.state
        var newest: (version: Int64, node: Int) = (0, graph.startNode)
        var isTie = false
        for (id, node) in graph.nodes.enumerated() {
            for place in node.triggers.indices where state.seen[node.seenBase + place] > 0 {
                let version = state.seen[node.seenBase + place]
                if version == newest.version { isTie = true }
                if version > newest.version {
                    newest = (version, id)
                    isTie = false
                }
            }
        }
        // A run that has gone on from here counts as something that happened, though no node has run.
        guard newest.version > 0 || state.passedBreakpoints == 0 else {
            throw Failure(.invalidUpdate, message: "no node has run yet: the update must name the one it stands for")
        }
        guard !isTie else {
            throw Failure(.invalidUpdate, message: "several nodes ran last: the update must name the one it stands for")
        }
        return newest.node
    }
}
