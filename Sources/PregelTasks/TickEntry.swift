import PregelEngine
import PregelValues

/// A task within one tick of a `PregelRunner`. What changes is guarded by the tick's lock.
final class TickEntry: @unchecked Sendable {
    /// Why the task runs.
    enum Role {
        /// It was given to the tick.
        case node
        /// It runs in place of one that failed.
        case handler
        /// A task called it: what it throws goes there.
        case call
    }

    let task: ExecutableTask
    let role: Role
    let cancellation = Cancellation()
    /// The task at the executor; `nil` where it runs on the caller's thread, or has not been submitted yet.
    var submission: Submission<Value?>?
    var isOver = false
    /// The questions that it stopped at; `nil` where it did not.
    var interrupts: [Interrupt]?

    init(_ task: ExecutableTask, _ role: Role) {
        self.task = task
        self.role = role
    }

    /// Whether a failure is its error handler's business.
    var isHandled: Bool { role == .node && task.errorHandler != nil }
}
