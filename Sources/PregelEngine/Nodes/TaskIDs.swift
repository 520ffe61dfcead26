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
    /// The path of tasks that this run is nested in, each `name:id`.
    var namespace: String {
        guard let parent else { return "" }
        let node = parent.run.slots[parent.slot].planned.node
        let id = parent.run.taskID(of: node, slot: parent.slot, step: parent.run.step)
        let own = parent.run.graph.nodes[node].name + ":" + id
        return parent.run.namespace.isEmpty ? own : parent.run.namespace + "|" + own
    }

    /// A task's id: a function of the run, the path, the superstep, the node and the packet, so that attempts share it.
    func taskID(of node: Int, slot: Int, step: Int) -> String {
        let packet = slot >= 0 && slot < slots.count ? slots[slot].planned.packet : -1
        let text = "\(session.runID)|\(namespace)|\(step)|\(graph.nodes[node].name)|\(packet)"
        return RunID(naming: text).description
    }
}
