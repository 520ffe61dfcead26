/// What runs of a graph leave for the next ones: themselves, contexts and slots, with the memory of what their tasks did.
final class SpareTasks: @unchecked Sendable {
    /// More than so many are not kept.
    private static let most = 4096

    private let lock = Lock()
    private var contexts: [TaskContext] = []
    private var slots: [TaskSlot] = []
    private var runs: [Run] = []
    private var sessions: [Session] = []
    /// More runs than so many are not kept.
    private static let mostRuns = 128

    /// Moves up to `count` contexts to the end of a list.
    func takeContexts(_ count: Int, to list: inout [TaskContext]) {
        lock.withLock { SpareTasks.move(count, from: &contexts, to: &list) }
    }

    /// Moves up to `count` slots to the end of a list.
    func takeSlots(_ count: Int, to list: inout [TaskSlot]) {
        lock.withLock { SpareTasks.move(count, from: &slots, to: &list) }
    }

    /// A run, and a session, that is as new.
    func takeRun() -> Run? { lock.withLock { runs.popLast() } }

    func takeSession() -> Session? { lock.withLock { sessions.popLast() } }

    /// Keeps a run that is as new.
    func give(_ run: Run) {
        lock.withLock { if runs.count < SpareTasks.mostRuns { runs.append(run) } }
    }

    func give(_ session: Session) {
        lock.withLock { if sessions.count < SpareTasks.mostRuns { sessions.append(session) } }
    }

    /// Keeps what a run needs no more. Nobody else may hold any of it.
    func give(_ contexts: inout [TaskContext], _ slots: inout [TaskSlot]) {
        lock.withLock {
            SpareTasks.move(SpareTasks.most - self.contexts.count, from: &contexts, to: &self.contexts)
            SpareTasks.move(SpareTasks.most - self.slots.count, from: &slots, to: &self.slots)
        }
    }

    private static func move<T>(_ count: Int, from source: inout [T], to target: inout [T]) {
        let moved = min(count, source.count)
        guard moved > 0 else { return }
        if target.isEmpty, moved == source.count {
            swap(&source, &target)
            return
        }
        target += source[(source.count - moved)...]
        source.removeLast(moved)
    }
}
