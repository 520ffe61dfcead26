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
    /// The name of the graph that the task belongs to.
    public let graph: String
}

extension TaskContext {
    /// Who the task is. Made on demand.
    public var ids: TaskIDs { guarded { madeIDs } }

    private var madeIDs: TaskIDs {
        guard let run, !isOver else { return TaskIDs(run: "", thread: "", task: "", namespace: "", graph: graph.name) }
        let namespace = run.namespace
        return TaskIDs(
            run: run.session.runID.description, thread: run.options.threadID ?? "",
            task: run.taskID(of: nodeID, slot: slot, step: step), namespace: namespace, graph: graph.name)
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
        let name = graph.nodes[node].name
        let packet = slot >= 0 && slot < slots.count ? slots[slot].planned.packet : -1
        let base = saver?.current.map { (high: $0.high, low: $0.low) }
        let checkpoint = base ?? (high: session.runID.high, low: session.runID.low)
        let kind: TaskID.Kind =
            packet < 0
            ? .pull(triggers: graph.nodes[node].triggers.map { graph.channelName($0) }) : .push(index: packet)
        let namespace = namespace
        let id = TaskID.make(checkpoint: checkpoint, parent: namespace, step: step, name: name, kind: kind)
        guard slot >= 0, slot < slots.count, slots[slot].isHandling else { return id }
        return TaskID.make(
            checkpoint: checkpoint, parent: TaskNamespace.task(parent: namespace, name: name, id: id), step: step,
            name: handlerPrefix + name, kind: .errorHandler(failedTask: id))
    }

    /// The id of a task's question, after so many others that were answered (INT-3).
    func interruptID(_ slot: Int, asked: Int) -> String {
        TaskNamespace.interruptID(task: taskNamespace(slot), answered: asked)
    }
}
