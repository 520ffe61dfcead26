import PregelEngine

/// Whether a task's result is still wanted, and who is to be told when it no longer is.
final class Cancellation: @unchecked Sendable {
    private let lock = Lock()
    private var isUnwanted = false
    private var actions: [Int: @Sendable () -> Void] = [:]
    private var count = 0

    var isCancelled: Bool { lock.withLock { isUnwanted } }

    /// Tells all that have asked; later calls change nothing.
    func cancel() {
        let waiting = lock.withLock {
            isUnwanted = true
            defer { actions = [:] }
            return actions
        }
        for (_, action) in waiting.sorted(by: { $0.key < $1.key }) { action() }
    }

    /// Calls `action` when the task is cancelled; at once if it was.
    ///
    /// - Returns: Under which number, for `forget`.
    @discardableResult
    func whenCancelled(_ action: @escaping @Sendable () -> Void) -> Int {
        let number: Int? = lock.withLock {
            guard !isUnwanted else { return nil }
            count += 1
            actions[count] = action
            return count
        }
        if number == nil { action() }
        return number ?? 0
    }

    /// Does not call that action any more.
    func forget(_ number: Int) { lock.withLock { actions[number] = nil } }
}
