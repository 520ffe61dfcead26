import PregelEngine

/// The place that a running task has among those that may run at a time.
///
/// It is given up while the task waits for another one of an executor: or all places could be taken by tasks that wait
/// for those that have none. What the task starts itself (Swift's child tasks) waits in its name.
final class Seat: @unchecked Sendable {
    /// The place of the task that runs here; `nil` outside of an executor's tasks.
    @TaskLocal static var current: Seat?

    private let gate: ConcurrencyGate
    private let lock = Lock()
    private var waits = 0
    private var isOver = false

    /// Makes a place of one that has just been let in.
    init(_ gate: ConcurrencyGate) { self.gate = gate }

    /// Gives the place back for good.
    func leave() {
        let isHeld = lock.withLock {
            isOver = true
            return waits == 0
        }
        if isHeld { gate.leave() }
    }

    /// Gives the place up for the time of a wait.
    func giveUp() {
        let isHeld = lock.withLock {
            waits += 1
            return waits == 1 && !isOver
        }
        if isHeld { gate.leave() }
    }

    /// Calls `taken` once the task has its place again, before all that have not begun.
    func takeBack(_ taken: @escaping @Sendable () -> Void) {
        let isNeeded = lock.withLock {
            waits -= 1
            return waits == 0 && !isOver
        }
        if isNeeded { gate.enter(first: true, taken) } else { taken() }
    }
}
