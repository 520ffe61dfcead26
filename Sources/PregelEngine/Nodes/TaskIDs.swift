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

    /// The path of a task: where a graph that it starts keeps its checkpoints.
    func taskNamespace(_ slot: Int) -> String {
        let node = slots[slot].planned.node
        let own = name(of: slot) + ":" + taskID(of: node, slot: slot, step: step)
        let namespace = namespace
        return namespace.isEmpty ? own : namespace + "|" + own
    }

    /// A task's id: a function of the checkpoint, the path, the superstep, the node and the packet, so that attempts share
    /// it (BSP-7, BSP-8).
    func taskID(of node: Int, slot: Int, step: Int) -> String {
        let packet = slot >= 0 && slot < slots.count ? slots[slot].planned.packet : -1
        let handled = slot >= 0 && slot < slots.count && slots[slot].isHandling
        let base = saver?.current?.description ?? session.runID.description
        let text = "\(base)|\(namespace)|\(step)|\(graph.nodes[node].name)|\(packet)|\(handled)"
        return RunID(naming: text).description
    }

    /// The id of a task's question, after so many others that were answered (INT-3).
    func interruptID(_ slot: Int, asked: Int) -> String {
        let namespace = asked == 0 ? taskNamespace(slot) : taskNamespace(slot) + "|\(asked)"
        return String(RunID(naming: namespace).description.filter { $0 != "-" })
    }
}

/// Paths of tasks.
enum TaskNamespace {
    /// The path by names alone, for a graph that keeps one history for all its runs (SUB-3).
    static func withoutIDs(_ namespace: String) -> String {
        namespace.split(separator: "|").filter { !$0.utf8.allSatisfy { (48...57).contains($0) } }.map {
            String($0.prefix { $0 != ":" })
        }.joined(separator: "|")
    }
}
