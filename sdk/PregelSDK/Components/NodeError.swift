/// Why a task fails, in the words that retry policies, error handlers and people read.
public struct NodeError: Error, Sendable, CustomStringConvertible {
    /// What sort of failure it is: `ConnectionError`. Retry policies match on it.
    public var kind: String
    /// Kinds that `kind` is one of: a retry policy that names one of them matches, too.
    ///
    /// Python's own exceptions are known (`KeyError` is a `LookupError`); any other kind without bases is an `Exception`.
    public var bases: [String]
    /// What happened, for people.
    public var message: String
    /// Whether another attempt may help; `nil` leaves it to the node's retry policy.
    public var transient: Bool?
    /// More, as data.
    public var detail: Value?
    /// The least time to wait before another attempt.
    public var retryAfter: Duration?

    /// Describes a failure.
    public init(
        kind: String = "Error", bases: [String] = [], message: String, transient: Bool? = nil, detail: Value? = nil,
        retryAfter: Duration? = nil
    ) {
        self.kind = kind
        self.bases = bases
        self.message = message
        self.transient = transient
        self.detail = detail
        self.retryAfter = retryAfter
    }

    /// `Kind: message`.
    public var description: String { "\(kind): \(message)" }
}

/// What the host said to a verb that it did not carry out.
///
/// Let it leave `run`: after `invalid` the task fails whatever the node does next.
public struct HostRefusal: Error, Sendable, CustomStringConvertible {
    /// Why.
    public enum Reason: Int32, Sendable {
        /// No such channel or node, or not a value that it takes.
        case invalid = -2
        /// Not granted to this plugin.
        case denied = -3
        /// The host no longer wants the result.
        case cancelled = -4
        /// Not something that this host does.
        case unsupported = -5
        /// The call has ended: a context was used after its node returned.
        case stale = -6
        /// No memory is left.
        case noMemory = -7
    }

    /// Why.
    public let reason: Reason
    /// What was asked for: `write "count"`.
    public let verb: String

    /// What was asked for, and why it was not done.
    public var description: String {
        switch reason {
        case .invalid: "the host refused \(verb): it is not valid here"
        case .denied: "\(verb) is not granted to this plugin"
        case .cancelled: "\(verb) came after the task was cancelled"
        case .unsupported: "this host does not support \(verb)"
        case .stale: "\(verb) came after the task had ended"
        case .noMemory: "no memory was left for \(verb)"
        }
    }
}
