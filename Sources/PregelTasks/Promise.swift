import PregelEngine

/// A result that comes once, and those who wait for it.
final class Promise<Success: Sendable>: @unchecked Sendable {
    private let monitor = Monitor()
    private var result: Result<Success, any Error>?
    private var observers: [@Sendable (Result<Success, any Error>) -> Void] = []

    /// Gives the result; a second one changes nothing.
    ///
    /// - Returns: Whether this was the one that counts.
    @discardableResult
    func resolve(_ result: Result<Success, any Error>) -> Bool {
        let waiting: [@Sendable (Result<Success, any Error>) -> Void]? = monitor.withLock {
            guard self.result == nil else { return nil }
            self.result = result
            monitor.broadcast()
            defer { observers = [] }
            return observers
        }
        guard let waiting else { return false }
        for observer in waiting { observer(result) }
        return true
    }

    /// Calls `observer` once there is a result, on the thread that gives it; at once if there is one.
    func whenResolved(_ observer: @escaping @Sendable (Result<Success, any Error>) -> Void) {
        let known: Result<Success, any Error>? = monitor.withLock {
            if result == nil { observers.append(observer) }
            return result
        }
        if let known { observer(known) }
    }

    /// Whether there is a result.
    var isResolved: Bool { monitor.withLock { result != nil } }

    /// Holds the calling thread until there is a result.
    func wait() -> Result<Success, any Error> {
        monitor.withLock {
            while true {
                if let result { return result }
                monitor.wait()
            }
        }
    }

    /// The result once there is one, whatever becomes of the Swift task that asks.
    func value() async -> Result<Success, any Error> {
        await withCheckedContinuation { continuation in whenResolved { continuation.resume(returning: $0) } }
    }

    /// The result once there is one; cancelling the Swift task that asks ends the wait, not what is waited for.
    func cancellableValue() async -> Result<Success, any Error> {
        let own = Promise()
        whenResolved { own.resolve($0) }
        return await withTaskCancellationHandler {
            await own.value()
        } onCancel: {
            own.resolve(.failure(CancellationError()))
        }
    }
}
