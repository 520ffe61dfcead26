internal import PregelThreads
import PregelValues

/// What runs out of time, in one wording for graphs and for tasks without one.
extension Failure {
    /// Which of a node's limits an attempt has reached (LangGraph `NodeTimeoutError.kind`).
    package enum TimeLimit: String {
        /// That from start to end.
        case run
        /// That without a sign of life.
        case idle
    }

    /// An attempt of a node has run out of time (LangGraph `NodeTimeoutError`).
    ///
    /// - Parameter elapsed: How long it has run, in nanoseconds; `nil` where nobody has noted when it began.
    package static func timeout(
        _ limit: TimeLimit, of node: String, seconds: Double, elapsed: Int64?, attempt: Int = 0
    ) -> Failure {
        let what = limit == .run ? "ran past its timeout of" : "gave no sign of life for"
        var detail = ObjectBuilder()
        detail.set("kind", to: Value(limit.rawValue))
        detail.set("timeout", to: Value(seconds))
        if let elapsed { detail.set("elapsed", to: Value(Double(elapsed) / 1e9)) }
        return Failure(
            .nodeTimeout, message: "node \"\(node)\" \(what) \(seconds) s", node: node,
            attempt: attempt, detail: detail.finish())
    }

    /// Something needs a thread, and the system gives none: another attempt would not get one either.
    package static func noThreads(_ purpose: String) -> Failure {
        Failure(.noThreads, message: "\(NoThreads(purpose))", isTransient: false)
    }

    /// What was to follow a failure, another attempt or its wait, needs a thread, and the system gives none: the failure is told
    /// in the message.
    package static func noThreads(_ purpose: String, after cause: Failure) -> Failure {
        var failure = cause
        let lacking = noThreads(purpose)
        (failure.code, failure.kind, failure.isTransient) = (lacking.code, lacking.kind, lacking.isTransient)
        failure.message = "\(lacking.message); the last one failed with \(cause.kind): \(cause.message)"
        return failure
    }

    /// A superstep has run out of time.
    ///
    /// - Parameters:
    ///   - step: Which one, in words.
    ///   - late: The tasks that had not ended, as `task(_:of:)` names them.
    package static func timeout(ofStep step: String, seconds: Double, late: [String]) -> Failure {
        Failure(
            .stepTimeout,
            message: "\(step) ran past its timeout of \(seconds) s; not done: \(late.joined(separator: ", "))")
    }

    /// A task as messages name it.
    ///
    /// - Parameter plugin: The plugin that it comes from; "" where there is none.
    package static func task(_ name: String, of plugin: String) -> String {
        plugin.isEmpty ? "\"\(name)\"" : "\"\(name)\" of plugin \"\(plugin)\""
    }
}
