extension Failure {
    /// Makes a cancellation that nobody but the node itself has asked for a failure like any other (LangGraph
    /// `NodeCancelledError`, RUN-11), which is not tried again.
    mutating func noteOwnCancellation() {
        guard code == .nodeError, kind == ErrorCode.cancelled.kind else { return }
        kind = "NodeCancelledError"
        isTransient = false
    }
}
