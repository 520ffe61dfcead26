public import PregelValues

extension CompiledGraph {
    /// Runs the graph once, and returns when it has ended. The calling thread runs nodes, and waits for those that are pending.
    ///
    /// Not for Swift's own threads (in a `Task`, an actor): asynchronous nodes need one of them to go on, and if all wait
    /// here none is left. Use the asynchronous form there.
    ///
    /// - Parameter input: An object of channels; what is no input channel is dropped.
    public func run(_ input: Value, options: RunOptions = RunOptions()) -> RunResult {
        run(.input(input), options: options)
    }

    /// Runs the graph once with input, or goes on with a thread; otherwise as `run(_:options:)` with a value.
    public func run(_ input: RunInput, options: RunOptions = RunOptions()) -> RunResult {
        var session = ready(input, options)
        let result = session.runToEnd()
        Session.keep(&session, for: self)
        return result
    }

    /// Runs the graph once. No thread waits while nodes do.
    ///
    /// Cancelling the Swift task cancels the run.
    public func run(_ input: Value, options: RunOptions = RunOptions()) async -> RunResult {
        await run(.input(input), options: options)
    }

    /// Runs the graph once with input, or goes on with a thread. No thread waits while nodes do.
    ///
    /// Cancelling the Swift task cancels the run.
    public func run(_ input: RunInput, options: RunOptions = RunOptions()) async -> RunResult {
        let run = start(input, options: options)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { done in run.whenDone { done.resume(returning: $0) } }
        } onCancel: {
            run.cancel()
        }
        // ThreadSanitizer does not see the order of a continuation that was resumed before its task waited.
        run.synchronize()
        return result
    }

    /// Makes a run ready; it begins with `wait` or `whenDone`, one of the two, once.
    package func start(_ input: RunInput, options: RunOptions = RunOptions()) -> RunHandle {
        RunHandle(self, ready(input, options))
    }

    /// A session that is ready to run once: one that is kept from another run, or a new one.
    private func ready(_ input: RunInput, _ options: RunOptions) -> Session {
        let session = spares.takeSession() ?? Session()
        session.begin(options.settings, self, input)
        return session
    }
}

/// A run that can be waited for and cancelled.
package final class RunHandle: @unchecked Sendable {
    private let graph: CompiledGraph
    /// Changes at this object's end alone.
    private var session: Session

    fileprivate init(_ graph: CompiledGraph, _ session: Session) {
        self.graph = graph
        self.session = session
    }

    deinit { Session.keep(&session, for: graph) }

    /// Runs on this thread until the run has ended.
    package func wait() -> RunResult { session.runToEnd() }

    /// Runs on the pool's threads.
    package func whenDone(_ done: @escaping @Sendable (RunResult) -> Void) { session.start(whenDone: done) }

    /// Cancels the run; from any thread, at any time.
    package func cancel() { session.cancel() }

    /// Has the run end, drained, once its superstep has; from any thread, at any time.
    package func drain() { session.drain() }

    fileprivate func synchronize() { session.synchronize() }
}
