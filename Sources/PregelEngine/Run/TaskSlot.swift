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
    /// The attempt that runs or ran last.
    var context: TaskContext?
    /// The nested run, where the node is a graph.
    var child: Run?
    /// Questions of the task, where it was interrupted.
    var interrupts: [Interrupt] = []
    /// When its first attempt began, in nanoseconds since 1970; only where there may be another one.
    var firstStart: Int64?
    /// How often it has failed.
    var failures = 0
    /// Why it failed for good; its handler runs, or it ends the run.
    var failure: Failure?
    /// Whether it is its handler that runs.
    var isHandling = false
    /// Whether it had finished before the run went on, or its result came from the cache.
    var isRestored = false
    /// What its result is kept under, where the node's are cached.
    var cacheKey: CacheKey?
    /// The task's id, where it was shown.
    var streamedID: TaskIDText?
    /// Whether it waits for its next attempt.
    var isWaiting = false

    init(_ planned: PlannedTask) { self.planned = planned }

    /// Notes when the first attempt begins.
    func noteStart(isRetried: Bool) {
        if isRetried, firstStart == nil { firstStart = host_wall_clock_ns() }
    }

    /// Lets go of what the task was given and did.
    @inline(__always)
    func forget() {
        if planned.packet < 0, status == .done, interrupts.isEmpty, failure == nil, cacheKey == nil, streamedID == nil,
            context == nil, child == nil
        {
            return
        }
        reset(.none)
    }

    /// Makes the slot ready for another task.
    func reset(_ planned: PlannedTask) {
        self.planned = planned
        status = .waiting
        // Looking costs less than letting go.
        if context != nil { context = nil }
        if child != nil { child = nil }
        if !interrupts.isEmpty { interrupts = [] }
        firstStart = nil
        failures = 0
        if failure != nil { failure = nil }
        isHandling = false
        isRestored = false
        if cacheKey != nil { cacheKey = nil }
        streamedID = nil
        isWaiting = false
    }
}
