internal import CPregelABI

/// What a node knows of its task, and what it can do besides returning its output.
///
/// What it does takes effect only if the node ends well; `emit` and `log` are seen at once. A context may be used from any
/// thread. After the node has returned, its verbs throw a `HostRefusal` that says `stale`.
public struct NodeContext: Sendable {
    let call: Call

    /// The node's name in its graph.
    public var node: String { call.node }

    /// The number of this attempt, from 1.
    public var attempt: Int { Int(call.attempt) }

    /// The superstep's number.
    public var step: Int { Int(clamping: call.step) }

    /// When the attempt times out, on the monotonic clock in nanoseconds; `nil` where it does not.
    public var deadline: Int64? { call.deadline == 0 ? nil : call.deadline }

    /// What the node was given, as it is: an object of channels, or a packet's argument.
    public var input: Value { call.input }

    /// What went wrong, for a node that stands in `on_error`: `{kind, message, node}`.
    public var error: Value? { call.error }

    /// Whether the host no longer wants the result: a node that works for long should look from time to time, and throw
    /// `CancellationError()`.
    public var isCancelled: Bool { call.host.pointee.cancelled(call.host, call.id) }

    /// Throws `CancellationError` where the host no longer wants the result.
    public func checkCancellation() throws {
        if isCancelled { throw CancellationError() }
    }

    /// Says that work goes on: restarts the node's idle timeout.
    public func heartbeat() { call.host.pointee.heartbeat(call.host, call.id) }

    /// Who the task is. Made on demand; the ids are the same in events, logs and checkpoints.
    public var ids: TaskIDs { TaskIDs(call.host, call.id) }
}
