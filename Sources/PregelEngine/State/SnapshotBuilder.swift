import PregelValues

/// Shows a checkpoint as a snapshot, without running anything.
struct SnapshotBuilder {
    private let thread: GraphThread
    private let saved: SavedCheckpoint
    /// A run that stands at the checkpoint.
    private let run: Run
    /// Keeps the run's session.
    private let session: Session

    init(_ thread: GraphThread, _ saved: SavedCheckpoint) throws(Failure) {
        self.thread = thread
        self.saved = saved
        session = thread.session()
        run = try thread.run(at: saved, session)
        run.planForLooking()
    }

    /// - Parameter isLive: Whether what tasks have done since counts: then values show it, and `next` and the interrupts
    ///   only what is still open.
    func snapshot(isLive: Bool, subgraphs: Bool) throws(Failure) -> StateSnapshot {
        var tasks: [TaskSnapshot] = []
        for slot in run.slots.indices { tasks.append(try task(slot, isLive: isLive, subgraphs: subgraphs)) }
        let next = run.slots.indices.filter { !isLive || !run.records.isFinished(run.key(of: $0)) }
        try run.applyCommands()
        if isLive { run.applyFinished() }
        return StateSnapshot(
            checkpointID: saved.id, parentID: saved.parent, namespace: saved.namespace,
            values: run.object(of: Array(run.graph.specs.indices)),
            next: next.map { run.edgeName(run.slots[$0].planned.node) }, source: saved.source, step: saved.step,
            createdAt: Timestamp.text(milliseconds: saved.createdAt), parents: saved.parents, metadata: saved.metadata,
            tasks: tasks)
    }

    private func task(_ slot: Int, isLive: Bool, subgraphs: Bool) throws(Failure) -> TaskSnapshot {
        let planned = run.slots[slot].planned
        let record = run.records[run.key(of: slot)]
        let isOpen = !isLive || record?.output == nil
        var task = TaskSnapshot(
            id: run.taskID(of: planned.node, slot: slot, step: run.step), name: run.edgeName(planned.node),
            packet: planned.packet < 0 ? nil : planned.packet, interrupts: isOpen ? record?.interrupts ?? [] : [],
            failure: record?.failure, result: record?.output.map { run.graph.asState(run.graph.written($0.writes)) })
        guard subgraphs, case .graph(let nested) = run.graph.nodes[planned.node].kind, nested.persistence != .none
        else {
            return task
        }
        var namespace = run.taskNamespace(slot)
        if nested.persistence == .own { namespace = TaskNamespace.withoutIDs(namespace) }
        let inner = GraphThread(
            nested.graph, checkpointer: thread.checkpointer, threadID: thread.threadID, namespace: namespace)
        task.state = [try inner.state(subgraphs: true)]
        return task
    }
}

extension Run {
    /// Plans the superstep that follows in the order of definition, as whoever looks at a state sees it (Q2).
    func planForLooking() {
        var state = state
        state.forgetUpdated()
        let tasks = graph.plan(state)
        let byNode = Dictionary(grouping: tasks.filter { $0.packet < 0 }, by: \.node)
        slots = (tasks.filter { $0.packet >= 0 } + graph.definitionOrder.flatMap { byNode[$0] ?? [] }).map {
            TaskSlot($0)
        }
    }

    /// Applies what finished tasks have done; nothing where they cannot stand together (D-7).
    func applyFinished() {
        let finished = finishedTasks()
        guard !finished.isEmpty else { return }
        guard (try? graph.apply(finished, to: &state, &scratch)) != nil else { return }
        // LangGraph does not note here what was written, and so clears all that lives for one superstep.
        for channel in state.cells.indices where graph.clears[channel] {
            _ = try? state.cells[channel].update(EmptyCollection())
        }
    }

    /// The planned tasks that have finished, in the order in which their writes apply.
    func finishedTasks() -> [AppliedTask] {
        inApplyOrder.compactMap { slot in
            records[key(of: slot)]?.output.map { output in
                let effects = TaskEffects()
                output.restore(effects)
                let planned = slots[slot].planned
                return AppliedTask(node: planned.node, isTriggered: planned.packet < 0, effects: effects)
            }
        }
    }

    /// The places of the tasks: triggered nodes by name, then packets as they were sent (BSP-12).
    var inApplyOrder: [Int] {
        slots.indices.sorted { a, b in
            let (a, b) = (slots[a].planned, slots[b].planned)
            return (a.packet, a.node) < (b.packet, b.node)
        }
    }
}
