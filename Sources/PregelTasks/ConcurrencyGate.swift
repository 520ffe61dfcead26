import PregelEngine

/// Lets so many in at a time; the others wait in the order in which they came.
final class ConcurrencyGate: @unchecked Sendable {
    private let lock = Lock()
    private var free: Int
    private var queue = WorkQueue()

    init(limit: Int) { free = max(limit, 1) }

    /// Whether somebody waits.
    var isCrowded: Bool { lock.withLock { !queue.isEmpty } }

    /// Calls `start` once there is a place, which the caller then has: here and now, or on the thread that frees it.
    ///
    /// - Parameter first: Whether all that wait let this one go first.
    func enter(first: Bool = false, _ start: @escaping @Sendable () -> Void) {
        let isFree = lock.withLock {
            if free > 0 {
                free -= 1
                return true
            }
            queue.add(first: first, .action(start))
            return false
        }
        if isFree { start() }
    }

    /// Gives a place back.
    func leave() {
        let next: Work? = lock.withLock {
            let next = queue.take()
            if next == nil { free += 1 }
            return next
        }
        next?.run()
    }
}
