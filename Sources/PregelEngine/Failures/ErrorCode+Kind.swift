extension ErrorCode {
    /// The kind of a failure with this code that states none: the name of LangGraph's exception.
    ///
    /// Retry policies, error handlers, records and streams all see it, so that what is written for LangGraph means the
    /// same here.
    public var kind: String {
        switch self {
        case .graphRecursionLimit: "GraphRecursionError"
        case .invalidConcurrentUpdate, .invalidUpdate: "InvalidUpdateError"
        case .emptyInput: "EmptyInputError"
        case .nodeError: "Error"
        case .nodeTimeout: "NodeTimeoutError"
        case .stepTimeout: "TimeoutError"
        case .ambiguousResume, .noThreads: "RuntimeError"
        case .unknownInterrupt: "UnknownInterruptError"
        case .missingCheckpointer, .invalidGraph, .invalidOptions: "ValueError"
        case .cancelled: "CancelledError"
        case .drained: "GraphDrained"
        // LangGraph hands on whatever its checkpointer raised.
        case .checkpointer: "Error"
        }
    }
}
