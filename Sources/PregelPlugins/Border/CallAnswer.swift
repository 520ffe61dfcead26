import CPregelABI
import PregelEngine

/// What a plugin answered to a call, with what the call's verbs remembered; and what it means.
struct CallAnswer {
    /// How a call ended.
    enum Manner {
        /// A node's function returned.
        case returned
        /// A node's call was completed.
        case completed
        /// A function returned that can only succeed or fail: a router's, a reducer's, `create`.
        case gave
    }

    let plugin: String
    let status: pregel_status
    let manner: Manner
    /// What `fail` said, or a verb refused.
    let failure: Failure?
    /// Whether there is a question that nobody has answered.
    let hasAsked: Bool

    /// What becomes of the task.
    var outcome: TaskOutcome {
        // A verb that refused fails the task whatever the node makes of it.
        if let failure { return .failed(failure) }
        switch status {
        case PregelStatus.ok:
            guard hasAsked else { return .finished }
            return broken("asked a question that nobody has answered, and \(verb) OK instead of INTERRUPTED")
        case PregelStatus.interrupted where manner != .gave:
            return hasAsked
                ? .interrupted : broken("\(verb) INTERRUPTED without a question: call host->interrupt first")
        case PregelStatus.failed: return broken("\(verb) FAILED without saying why: call host->fail first")
        case PregelStatus.cancelled:
            return .failed(
                Failure(.nodeError, kind: "CancelledError", message: "the node was cancelled", plugin: plugin))
        case PregelStatus.pending where manner == .returned:
            return broken("answered PENDING, but does not declare the flag \"async\"")
        case PregelStatus.invalid: return broken("\(verb) INVALID without a refused verb: use host->fail to fail")
        default: return broken("\(verb) \(CallAnswer.name(status)), which \(misfit)")
        }
    }

    private var verb: String { manner == .completed ? "completed its call with" : "answered" }

    private var misfit: String {
        switch manner {
        case .returned: "is no status of a node"
        case .completed: "does not end a call"
        case .gave: "is neither OK nor FAILED"
        }
    }

    private func broken(_ rule: String) -> TaskOutcome { .failed(CallAnswer.brokenContract(plugin, rule)) }

    /// The kind of such failures.
    static let contractKind = "PluginError"

    /// The failure of a plugin that broke a rule.
    static func brokenContract(_ plugin: String, _ rule: String) -> Failure {
        Failure(
            .nodeError, kind: contractKind, message: "plugin \"\(plugin)\" broke the contract: it \(rule)",
            plugin: plugin, isTransient: false)
    }

    /// A status as the header names it; a number that is none as it is.
    static func name(_ status: pregel_status) -> String {
        switch status {
        case PregelStatus.ok: "OK"
        case PregelStatus.pending: "PENDING"
        case PregelStatus.interrupted: "INTERRUPTED"
        case PregelStatus.absent: "ABSENT"
        case PregelStatus.failed: "FAILED"
        case PregelStatus.invalid: "INVALID"
        case PregelStatus.denied: "DENIED"
        case PregelStatus.cancelled: "CANCELLED"
        case PregelStatus.unsupported: "UNSUPPORTED"
        case PregelStatus.stale: "STALE"
        case PregelStatus.noMemory: "NO_MEMORY"
        default: String(status)
        }
    }
}
