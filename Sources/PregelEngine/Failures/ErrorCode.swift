/// Why a run, or a task in it, failed. The raw values are stable; they are what is printed, streamed and stored.
public enum ErrorCode: String, Sendable, Hashable, CaseIterable {
    /// The recursion limit was reached before the graph was done (LangGraph `GraphRecursionError`).
    case graphRecursionLimit = "GRAPH_RECURSION_LIMIT"
    /// Two writes in one superstep to a channel that takes one (LangGraph `InvalidUpdateError`).
    case invalidConcurrentUpdate = "INVALID_CONCURRENT_GRAPH_UPDATE"
    /// Any other write, target or packet that the channel or graph refuses (LangGraph `InvalidUpdateError`).
    case invalidUpdate = "INVALID_UPDATE"
    /// A run was given nothing to do (LangGraph `EmptyInputError`).
    case emptyInput = "EMPTY_INPUT"
    /// A node failed, after its retries.
    case nodeError = "NODE_ERROR"
    /// A node's attempt ran past its timeout (LangGraph `NodeTimeoutError`).
    case nodeTimeout = "NODE_TIMEOUT"
    /// A superstep ran past its timeout.
    case stepTimeout = "STEP_TIMEOUT"
    /// One answer by value for several pending interrupts.
    case ambiguousResume = "AMBIGUOUS_RESUME"
    /// In strict mode: an answer to a question that does not wait for one (LangGraph `UnknownInterruptError`).
    case unknownInterrupt = "UNKNOWN_INTERRUPT"
    /// A state, an update or a resume without a checkpointer.
    case missingCheckpointer = "MISSING_CHECKPOINTER"
    /// The graph cannot be compiled (LangGraph's `ValueError` at compile).
    case invalidGraph = "INVALID_GRAPH"
    /// Options or arguments with which nothing can be done (LangGraph's `ValueError` when a run begins).
    case invalidOptions = "INVALID_OPTIONS"
    /// The run was cancelled from outside.
    case cancelled = "CANCELLED"
    /// The run was asked to stop early, and did (LangGraph `GraphDrained`).
    case drained = "DRAINED"
    /// The system gives no more threads, and without one the run cannot go on (Python's `RuntimeError`).
    case noThreads = "NO_THREADS"
    /// The checkpointer could not save or load.
    case checkpointer = "CHECKPOINTER"
}
