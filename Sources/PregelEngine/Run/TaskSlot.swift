import PregelValues

/// A task of the superstep that is running.
struct TaskSlot {
    enum Status {
        case waiting, running, done, failed, interrupted
    }

    let planned: PlannedTask
    var status = Status.waiting
    /// The attempt that runs or ran last.
    var context: TaskContext?
    /// The nested run, where the node is a graph.
    var child: Run?
    /// Questions of the task, where it was interrupted.
    var interrupts: [Interrupt] = []
    /// How often it has failed.
    var failures = 0
    /// Why it failed for good; its handler runs, or it ends the run.
    var failure: Failure?
    /// Whether it is its handler that runs.
    var isHandling = false

    init(_ planned: PlannedTask) { self.planned = planned }
}
