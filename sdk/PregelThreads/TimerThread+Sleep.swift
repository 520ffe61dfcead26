extension TimerThread {
    /// Suspends the task for so long, and holds no thread meanwhile.
    ///
    /// Swift's own sleep makes eleven objects and a timer of the system's for each wait; here a wait is a place in a queue.
    ///
    /// - Throws: `CancellationError`, at once, where the task is cancelled before that; `NoThreads` where the system gives no
    ///   thread that could end the sleep.
    package func sleep(for time: Duration) async throws {
        try Task.checkCancellation()
        guard time > .zero else { return }
        guard isReady() else { throw NoThreads("a wait of \(time) cannot be timed") }
        let timer = Timer(TimerThread.now.addingClamped(time.clampedNanoseconds))
        try await withTaskCancellationHandler {
            try await withUnsafeThrowingContinuation { sleeper in
                if !set(timer, .wake(sleeper)) { sleeper.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            if case .wake(let sleeper) = cancel(timer) { sleeper.resume(throwing: CancellationError()) }
        }
    }
}

extension Int64 {
    /// The sum; the largest number where it is too large.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        return isTooLarge ? .max : sum
    }
}

extension Duration {
    /// The largest number of nanoseconds where it is longer.
    fileprivate var clampedNanoseconds: Int64 {
        guard components.seconds < 9_000_000_000 else { return .max }
        return components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
