import CPregelABI
import PregelValues

/// How a call ends: a status, and what to say with it.
///
/// Two words: it lies in the memory of each task that waits.
struct Outcome {
    let status: pregel_status
    /// What left the component.
    private let error: (any Error)?

    static let ok = Outcome(status: Status.ok)

    private init(status: pregel_status, error: (any Error)? = nil) {
        self.status = status
        self.error = error
    }

    /// What an error that left a component means.
    init(_ error: any Error) {
        switch error {
        case is Interruption: self.init(status: Status.interrupted)
        case let refusal as HostRefusal: self.init(status: refusal.reason.rawValue, error: error)
        case is CancellationError: self.init(status: Status.cancelled, error: error)
        default: self.init(status: Status.failed, error: error)
        }
    }

    /// What to say with the status.
    var failure: NodeError? {
        switch error {
        case nil: nil
        case let refusal as HostRefusal:
            NodeError(kind: "HostRefusal", message: refusal.description, transient: false)
        case is CancellationError: NodeError(kind: "CancelledError", message: "the task was cancelled")
        case let error?: NodeError(describing: error)
        }
    }

    /// States the failure where there is one to state, and gives the status to return.
    func state(_ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call) -> pregel_status {
        guard status == Status.failed, let failure else { return status }
        return failure.withC { host.pointee.fail(host, call, $0) }
    }

    /// Whether the call has not failed.
    var isGood: Bool { status == Status.ok || status == Status.interrupted }

    /// The failure as it is told where a status alone would say too little.
    private var toldFailure: NodeError { failure ?? NodeError(message: "the node ended with status \(status)") }

    /// Fails a call that has not returned yet.
    func fail(_ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call) -> pregel_status {
        toldFailure.withC { host.pointee.fail(host, call, $0) }
    }

    /// Completes a call that was pending.
    func complete(_ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call) {
        if isGood {
            _ = host.pointee.complete(host, call, status, nil)
        } else {
            _ = toldFailure.withC { host.pointee.complete(host, call, Status.failed, $0) }
        }
    }
}

extension NodeError {
    /// Describes any error: its type's name is its kind.
    init(describing error: any Error) {
        switch error {
        case let error as NodeError: self = error
        case let error as CodingFailure:
            self.init(kind: "InputError", message: error.description, transient: false)
        default: self.init(kind: ComponentName.ofType(type(of: error)), message: String(describing: error))
        }
    }
}

extension Duration {
    /// Rounded up, so that a short wait does not become none; cut where it is longer than 200 million years.
    var wholeMilliseconds: Int64 {
        guard abs(components.seconds / 2) < 1 << 52 else { return components.seconds < 0 ? .min : .max }
        return components.seconds * 1000 + (components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
