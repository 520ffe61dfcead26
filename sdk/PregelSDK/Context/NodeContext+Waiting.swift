internal import PregelThreads

extension NodeContext {
    /// Waits without a thread, as `Task.sleep` does, at about a quarter of its cost: thousands of nodes may wait at once.
    ///
    /// - Parameter time: How long, on the monotonic clock; none where it is not above zero. The node goes on then or a little
    ///   later, on any of Swift's threads.
    /// - Throws: `CancellationError`, at once, where the task is cancelled before that.
    public func sleep(for time: Duration) async throws { try await TimerThread.shared.sleep(for: time) }
}
