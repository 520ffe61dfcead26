/// Keeps the invocations of one serial node apart, in the order in which they came, over all runs.
final class SerialGate: @unchecked Sendable {
    private let lock = Lock()
    private var isBusy = false
    private var waiting = WorkQueue()

    /// Takes the gate, or keeps `whenFree` for later: it is then called once, on the thread that frees the gate, which
    /// the caller then has.
    func enter(orLater whenFree: @escaping @Sendable () -> Void) -> Bool {
        lock.withLock {
            if isBusy {
                waiting.add(.action(whenFree))
                return false
            }
            isBusy = true
            return true
        }
    }

    /// Hands the gate to the one that has waited longest.
    func leave() {
        let next: Work? = lock.withLock {
            let next = waiting.take()
            if next == nil { isBusy = false }
            return next
        }
        next?.run()
    }
}
