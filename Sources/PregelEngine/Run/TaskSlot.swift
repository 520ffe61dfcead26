import CHostSystem
import PregelValues

/// A task of the superstep that is running.
///
/// A class, so that changing one does not copy it, and its memory is used again from step to step.
final class TaskSlot {
    enum Status {
        case waiting, running, done, failed, interrupted
    }

    private(set) var planned: PlannedTask
    var status = Status.waiting
    /// Whether it is its handler that runs.
    var isHandling = false
    /// Whether it had finished before the run went on, or its result came from the cache.
    var isRestored = false
    /// Whether it waits for its next attempt.
    var isWaiting = false
    /// Whether there is, or was, anything that most tasks have not: what stands behind `context`.
    private var isTouched = false
    /// The attempt that runs or ran last.
    var context: TaskContext?

    /// The nested run, where the node is a graph.
    var child: Run? { didSet { isTouched = true } }
    /// Questions of the task, where it was interrupted.
    var interrupts: [Interrupt] = [] { didSet { isTouched = true } }
    /// How often it has failed.
    var failures = 0 { didSet { isTouched = true } }
    /// Why it failed for good; its handler runs, or it ends the run.
    var failure: Failure? { didSet { isTouched = true } }
    /// When its first attempt began, in nanoseconds since 1970; only where there may be another one.
    var firstStart: Int64? { didSet { isTouched = true } }
    /// What its result is kept under, where the node's are cached.
    var cacheKey: CacheKey? { didSet { isTouched = true } }
    /// The task's id, where it was shown.
    var streamedID: TaskIDText? { didSet { isTouched = true } }

    init(_ planned: PlannedTask) { self.planned = planned }

    /// Notes when the first attempt begins.
    func noteStart(isRetried: Bool) {
        if isRetried, firstStart == nil { firstStart = host_wall_clock_ns() }
    }

    /// Lets go of what the task was given and did.
    @inline(__always)
    func forget() {
        if planned.packet < 0, status == .done, !isTouched, context == nil { return }
        reset(.none)
    }

    /// Makes the slot ready for another task.
    @inline(__always)
    func reset(_ planned: PlannedTask) {
        self.planned = planned
        forgetAttempts()
    }

    /// Makes the slot ready for another task, which loses its argument to it.
    @inline(__always)
    func take(_ planned: inout PlannedTask) {
        self.planned = PlannedTask(node: planned.node, argument: planned.argument.take(), packet: planned.packet)
        forgetAttempts()
    }

    @inline(__always)
    private func forgetAttempts() {
        status = .waiting
        isHandling = false
        isRestored = false
        isWaiting = false
        // Looking costs less than letting go.
        if context != nil { context = nil }
        if isTouched { forgetRest() }
    }

    /// Forgets what most tasks do not have.
    private func forgetRest() {
        if child != nil { child = nil }
        if !interrupts.isEmpty { interrupts = [] }
        firstStart = nil
        failures = 0
        if failure != nil { failure = nil }
        if cacheKey != nil { cacheKey = nil }
        streamedID = nil
        isTouched = false
    }
}
