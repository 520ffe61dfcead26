public import PregelEngine

/// What ends a task without being a failure of it: whoever runs the graph decides what it means (LangGraph
/// `GraphBubbleUp`). Never retried, never given to an error handler, never thrown when an executor's scope is left.
public enum BubbleUp: Error, Sendable {
    /// Questions that nobody has answered (LangGraph `GraphInterrupt`).
    case interrupted([Interrupt])
    /// A command for a graph further out (LangGraph `ParentCommand`).
    case command(ParentCommand)
    /// The run was asked to stop between supersteps; for what reason (LangGraph `GraphDrained`).
    case drained(String)

    /// Whether an error is a failure: neither this, nor a cancellation.
    static func isFailure(_ error: any Error) -> Bool {
        switch error {
        case is BubbleUp, is CancellationError, is UnansweredInterrupt: false
        case let failure as Failure: failure.code != .cancelled
        default: true
        }
    }
}
