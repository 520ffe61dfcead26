import PregelValues

/// Who a task is.
public struct TaskIDs: Sendable {
    /// The run's id, a UUID.
    public let run: String
    /// The thread of checkpoints; "" without one.
    public let thread: String
    /// The task's id: the same for every attempt, another for every task of a run.
    public let task: String
    /// The path of enclosing tasks, "outer:ID|inner:ID".
    public let namespace: String
    /// The path with the task itself at its end (LangGraph `checkpoint_ns`): where a graph that it starts is saved.
    public let taskNamespace: String
    /// The checkpoint that the superstep goes on from; "" without a checkpointer.
    public let checkpoint: String
    /// The name of the graph that the task belongs to.
    public let graph: String
}

extension TaskContext {
    /// Who the task is. Made on demand.
    public var ids: TaskIDs { guarded { madeIDs } }

    private var madeIDs: TaskIDs {
        guard let run, !isOver else {
            return TaskIDs(
                run: "", thread: "", task: "", namespace: "", taskNamespace: "", checkpoint: "",
                graph: "")
        }
        run.needSlot(self)
        let namespace = run.namespace
        let task = run.taskID(of: nodeID, slot: slot, step: step)
        return TaskIDs(
            run: run.session.runID.description, thread: run.options.threadID ?? "", task: task, namespace: namespace,
            taskNamespace: TaskNamespace.task(parent: namespace, name: slot < 0 ? node : run.name(of: slot), id: task),
            checkpoint: run.saver?.current?.description ?? "", graph: graph.name)
    }

    /// When the task's first attempt began, in seconds since 1970 (LangGraph `node_first_attempt_time`); `nil` for a
    /// node that has no retry policy: its first attempt is its only one.
    public var firstAttemptTime: Double? {
        guarded {
            guard let run, !isOver, !graph.nodes[nodeID].options.retry.isEmpty, run.slots.indices.contains(slot) else {
                return nil
            }
            return run.slots[slot].firstStart.map { Double($0) / 1e9 }
        }
    }
}

extension Run {
    /// The path of tasks that this run is nested in, each `name:id` (BSP-9).
    var namespace: String { saver?.namespace ?? parent.map { $0.run.taskNamespace($0.slot) } ?? "" }

    /// The path of a task with its id: where a graph that it starts keeps its checkpoints.
    func taskNamespace(_ slot: Int) -> String {
        TaskNamespace.task(
            parent: namespace, name: name(of: slot), id: taskID(of: slots[slot].planned.node, slot: slot, step: step))
    }

    /// A task's id (BSP-7). Without checkpoints the run's id stands in for theirs.
    func taskID(of node: Int, slot: Int, step: Int) -> String {
        taskHash(of: node, slot: slot, step: step).groupedHex
    }

    /// A task's id as a number; its handler's while that runs.
    func taskHash(of node: Int, slot: Int, step: Int) -> Hash128 {
        let id = ownHash(of: node, slot: slot, step: step)
        guard slot >= 0, slot < slots.count, slots[slot].isHandling else { return id }
        let name = graph.nodes[node].name
        let failed = id.groupedHex
        return TaskID.hash(
            checkpoint: idBase, parent: TaskNamespace.task(parent: namespace, name: name, id: failed), step: step,
            name: handlerPrefix + name, kind: .errorHandler(failedTask: failed))
    }

    /// The id of the task itself as a number, also while its handler runs.
    func ownHash(of node: Int, slot: Int, step: Int) -> Hash128 {
        let packet = slot >= 0 && slot < slots.count ? slots[slot].planned.packet : -1
        guard packet >= 0 else { return taskHash(of: node, step: step) }
        return TaskID.hash(
            checkpoint: idBase, parent: namespace, step: step, name: graph.nodes[node].name,
            kind: .push(index: packet))
    }

    /// The checkpoint that ids are made of; without checkpoints the run's id.
    private var idBase: (high: UInt64, low: UInt64) {
        saver?.current.map { (high: $0.high, low: $0.low) } ?? (high: session.runID.high, low: session.runID.low)
    }

    /// The id of a node's task that no packet made.
    func taskHash(of node: Int, step: Int) -> Hash128 {
        let checkpoint = idBase
        let namespace = namespace
        return withGraph { graph in
            graph.nodeTable.with(node) {
                TaskID.hash(
                    checkpoint: checkpoint, parent: namespace, step: step, nameCount: $0.labels.name.count,
                    tail: $0.idTail)
            }
        }
    }

    /// The id of a task's question, after so many others that were answered (INT-3).
    func interruptID(_ slot: Int, asked: Int) -> String {
        TaskNamespace.interruptID(
            parent: namespace, name: name(of: slot),
            id: taskHash(of: slots[slot].planned.node, slot: slot, step: step), answered: asked)
    }
}
