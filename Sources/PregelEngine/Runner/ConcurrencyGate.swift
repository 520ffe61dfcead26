/// Lets so many in at a time; the others wait in the order in which they came.
final class ConcurrencyGate: @unchecked Sendable {
    private let lock = Lock()
    private var free: Int
    private var queue: [@Sendable () -> Void] = []
    private var head = 0

    init(limit: Int) { free = max(limit, 1) }

    /// Whether somebody waits.
    var isCrowded: Bool { lock.withLock { head < queue.count } }

    /// Calls `start` once there is a place, which the caller then has: here and now, or on the thread that frees it.
    ///
    /// - Parameter first: Whether all that wait let this one go first.
    func enter(first: Bool = false, _ start: @escaping @Sendable () -> Void) {
        let isFree = lock.withLock {
            if free > 0 {
                free -= 1
                return true
            }
            if first { queue.insert(start, at: head) } else { queue.append(start) }
            return false
        }
        if isFree { start() }
    }

    /// Gives a place back.
    func leave() {
        let next: (@Sendable () -> Void)? = lock.withLock {
            guard head < queue.count else {
                free += 1
                return nil
            }
            let next = queue[head]
            queue[head] = {}
            head += 1
            if head == queue.count {
                queue.removeAll(keepingCapacity: true)
                head = 0
            }
            return next
        }
        next?()
    }
}
