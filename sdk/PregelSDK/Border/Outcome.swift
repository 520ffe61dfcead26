package import CPregelABI
internal import PregelValues

/// How a call ends: a status, and what to say with it.
struct Outcome {
    let status: pregel_status
    let failure: NodeError?

    static let ok = Outcome(status: Status.ok, failure: nil)

    /// What an error that left a component means.
    init(_ error: any Error) {
        switch error {
        case is Interruption: self.init(status: Status.interrupted, failure: nil)
        case let refusal as HostRefusal:
            self.init(
                status: refusal.reason.rawValue,
                failure: NodeError(kind: "HostRefusal", message: refusal.description, transient: false))
        case is CancellationError:
            self.init(
                status: Status.cancelled, failure: NodeError(kind: "CancelledError", message: "the task was cancelled"))
        default: self.init(status: Status.failed, failure: NodeError(describing: error))
        }
    }

    init(status: pregel_status, failure: NodeError?) {
        self.status = status
        self.failure = failure
    }

    /// States the failure where there is one to state, and gives the status to return.
    func state(_ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call) -> pregel_status {
        guard status == Status.failed, let failure else { return status }
        return failure.withC { host.pointee.fail(host, call, $0) }
    }

    /// Completes a call that was pending.
    func complete(_ host: UnsafePointer<pregel_host_v1>, _ call: pregel_call) {
        if status == Status.ok || status == Status.interrupted {
            _ = host.pointee.complete(host, call, status, nil)
        } else {
            let failure = failure ?? NodeError(message: "the node ended with status \(status)")
            _ = failure.withC { host.pointee.complete(host, call, Status.failed, $0) }
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

    /// Lends the failure to the host.
    package func withC<R>(_ body: (UnsafePointer<pregel_failure_v1>) -> R) -> R {
        let kind = kind.isEmpty ? "Error" : kind
        return kind.withStr { kindText in
            (message.isEmpty ? kind : message).withStr { message in
                withUnsafePointer(to: (detail ?? .null).raw) { detailPlace in
                    var why = pregel_failure_v1()
                    why.size = UInt32(MemoryLayout<pregel_failure_v1>.size)
                    why.transient = transient.map { $0 ? 1 : 0 } ?? -1
                    why.retry_after_ms = retryAfter.map { UInt32(clamping: $0.wholeMilliseconds) } ?? 0
                    why.kind = kindText
                    why.message = message
                    why.detail = detail == nil ? nil : detailPlace
                    return body(&why)
                }
            }
        }
    }
}

extension Duration {
    /// Rounded up, so that a short wait does not become none.
    var wholeMilliseconds: Int64 {
        components.seconds * 1000 + (components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
