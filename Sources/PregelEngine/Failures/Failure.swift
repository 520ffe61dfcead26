internal import PregelThreads
public import PregelValues

/// A failure as data: what is stored, streamed, exported and printed.
///
/// One pointer to what it says: nearly every step carries a failure that is not there, and that must cost nothing.
public struct Failure: Error, Sendable, Equatable {
    private var box: Box

    /// What a failure says, in memory that its copies share: changing one of them makes new memory.
    private final class Box: Sendable {
        let content: Content

        init(_ content: Content) { self.content = content }
    }

    private struct Content: Sendable {
        var code: ErrorCode
        var kind: String
        var bases: [String]
        var message: String
        var node: String
        var plugin: String
        var attempt: Int
        var isTransient: Bool?
        var retryAfter: Int64
        var detail: Value?
    }

    private var content: Content {
        get { box.content }
        set { box = Box(newValue) }
    }

    /// The stable code.
    public var code: ErrorCode {
        get { content.code }
        set { content.code = newValue }
    }

    /// The class of the failure, which retry policies match on: what the node said ("ConnectionError"), else the name of
    /// LangGraph's exception (`ErrorCode.kind`). Never empty.
    public var kind: String {
        get { content.kind }
        set { content.kind = newValue.isEmpty ? content.code.kind : newValue }
    }

    /// Kinds that `kind` is one of, beyond Python's own hierarchy: retry policies that name one match, too.
    public var bases: [String] {
        get { content.bases }
        set { content.bases = newValue }
    }

    /// What happened, for people.
    public var message: String {
        get { content.message }
        set { content.message = newValue }
    }

    /// The innermost node that failed; "" where none did.
    public var node: String {
        get { content.node }
        set { content.node = newValue }
    }

    /// The plugin that the node came from; "" where it is no plugin's.
    public var plugin: String {
        get { content.plugin }
        set { content.plugin = newValue }
    }

    /// The attempt that failed, from 1; 0 where nothing was attempted.
    public var attempt: Int {
        get { content.attempt }
        set { content.attempt = newValue }
    }

    /// Whether another attempt is worth it: `nil` leaves it to the retry policy.
    public var isTransient: Bool? {
        get { content.isTransient }
        set { content.isTransient = newValue }
    }

    /// The least time before another attempt, in nanoseconds; 0 leaves it to the policy.
    public var retryAfter: Int64 {
        get { content.retryAfter }
        set { content.retryAfter = newValue }
    }

    /// More about it, as data.
    public var detail: Value? {
        get { content.detail }
        set { content.detail = newValue }
    }

    /// Makes a failure.
    ///
    /// - Parameter kind: Where it is empty, the failure is of its code's kind.
    public init(
        _ code: ErrorCode, kind: String = "", bases: [String] = [], message: String, node: String = "",
        plugin: String = "", attempt: Int = 0, isTransient: Bool? = nil, retryAfter: Int64 = 0, detail: Value? = nil
    ) {
        box = Box(
            Content(
                code: code, kind: kind.isEmpty ? code.kind : kind, bases: bases, message: message, node: node,
                plugin: plugin, attempt: attempt, isTransient: isTransient, retryAfter: retryAfter, detail: detail))
    }

    /// Compares all but the detail.
    public static func == (a: Failure, b: Failure) -> Bool {
        a.code == b.code && a.kind == b.kind && a.bases == b.bases && a.message == b.message && a.node == b.node
            && a.plugin == b.plugin && a.attempt == b.attempt && a.isTransient == b.isTransient
            && a.retryAfter == b.retryAfter
    }
}

/// What a node throws to fail with a kind and a message of its own.
public struct NodeError: Error, Sendable {
    /// The class of the error, which retry policies match on.
    public var kind: String
    /// Kinds that `kind` is one of, beyond Python's own hierarchy: retry policies that name one match, too.
    public var bases: [String]
    /// What happened, for people.
    public var message: String
    /// Whether another attempt is worth it: `nil` leaves it to the retry policy.
    public var isTransient: Bool?

    /// Makes an error.
    public init(kind: String = "Error", bases: [String] = [], _ message: String, isTransient: Bool? = nil) {
        self.kind = kind
        self.bases = bases
        self.message = message
        self.isTransient = isTransient
    }
}

extension Failure {
    /// The failure that an error thrown by a node's closure means.
    package init(thrown error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as NodeError:
            self.init(
                .nodeError, kind: error.kind, bases: error.bases, message: error.message,
                isTransient: error.isTransient)
        case let error as NoThreads: self = .noThreads(error.purpose)
        case is CancellationError:
            self.init(.nodeError, kind: "CancelledError", message: "the task was cancelled", isTransient: false)
        default: self.init(.nodeError, kind: String(describing: type(of: error)), message: String(describing: error))
        }
    }
}
