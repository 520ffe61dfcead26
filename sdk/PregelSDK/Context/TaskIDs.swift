internal import CPregelABI

/// Who a task is.
public struct TaskIDs: Sendable, Hashable {
    /// The run.
    public let run: String
    /// The thread; empty without one.
    public let thread: String
    /// The task.
    public let task: String
    /// The path of enclosing tasks: `outer:ID|inner:ID`.
    public let checkpointNamespace: String
    /// The graph's name.
    public let graph: String
    /// The W3C trace context, or empty.
    public let traceParent: String

    init(_ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call) {
        var ids = pregel_task_ids_v1()
        ids.size = UInt32(MemoryLayout<pregel_task_ids_v1>.size)
        if host.pointee.task_ids(host, call, &ids) != Status.ok { ids = pregel_task_ids_v1() }
        run = ids.run_id.string
        thread = ids.thread_id.string
        task = ids.task_id.string
        checkpointNamespace = ids.checkpoint_ns.string
        graph = ids.graph.string
        traceParent = ids.traceparent.string
    }
}
