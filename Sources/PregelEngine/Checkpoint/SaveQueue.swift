/// Saves one after the other on a thread that may wait, while the run goes on (durability `async`, EX-4).
///
/// Bounded: a run that is faster than its checkpointer waits for it.
final class SaveQueue: @unchecked Sendable {
    typealias Save = @Sendable () throws(Failure) -> Void

    /// How many saves may wait.
    private static let capacity = 256

    private let monitor = Monitor()
    private var waiting: [Save] = []
    private var isWorking = false
    private var firstFailure: Failure?

    /// Why a save failed; those after it are not done.
    var failure: Failure? { monitor.withLock { firstFailure } }

    /// Adds a save behind all others; waits while there are too many.
    func add(_ save: @escaping Save) {
        let needsWorker = monitor.withLock {
            while waiting.count >= SaveQueue.capacity, firstFailure == nil { monitor.wait() }
            guard firstFailure == nil else { return false }
            waiting.append(save)
            defer { isWorking = true }
            return !isWorking
        }
        if needsWorker { WorkerPool.blocking.run { self.work() } }
    }

    /// Waits until everything is saved, or something could not be.
    func drain() {
        monitor.withLock {
            while isWorking { monitor.wait() }
        }
    }

    private func work() {
        while true {
            let batch: [Save] = monitor.withLock {
                defer {
                    waiting.removeAll()
                    monitor.broadcast()
                }
                if waiting.isEmpty { isWorking = false }
                return waiting
            }
            if batch.isEmpty { return }
            do throws(Failure) {
                for save in batch { try save() }
            } catch {
                monitor.withLock {
                    firstFailure = error
                    waiting.removeAll()
                    monitor.broadcast()
                }
            }
        }
    }
}
