/// When and how often a failed node is tried again (LangGraph `RetryPolicy`, RT-1 to RT-3).
public struct RetryPolicy: Sendable, Hashable {
    /// Which kinds of errors a policy retries.
    public enum Kinds: Sendable, Hashable {
        /// All but those that another attempt cannot help: `ValueError`, `TypeError` and the like.
        case standard
        /// Every kind.
        case all
        /// These kinds.
        case only([String])
    }

    /// Attempts in all, the first one included.
    public var maxAttempts = 3
    /// The wait after the first failure, in seconds.
    public var initialInterval = 0.5
    /// What the wait is multiplied by after each further failure.
    public var backoffFactor = 2.0
    /// The longest wait, in seconds.
    public var maxInterval = 128.0
    /// Whether up to a second is added at random, after the cap.
    public var jitter = true
    /// Which kinds of errors are retried.
    public var retryOn = Kinds.standard

    /// The defaults.
    public init() {}

    /// Kinds that `standard` does not retry.
    static let hopeless: Set<String> = [
        "ValueError", "TypeError", "ArithmeticError", "ZeroDivisionError", "OverflowError", "FloatingPointError",
        "ImportError", "ModuleNotFoundError", "LookupError", "KeyError", "IndexError", "NameError",
        "UnboundLocalError", "SyntaxError", "IndentationError", "RuntimeError", "NotImplementedError",
        "RecursionError", "ReferenceError", "StopIteration", "StopAsyncIteration", "OSError", "IOError",
        "FileNotFoundError", "FileExistsError", "PermissionError", "TimeoutError", "InterruptedError",
        "IsADirectoryError", "NotADirectoryError", "ChildProcessError", "ProcessLookupError", "BlockingIOError",
        "UnicodeError", "UnicodeDecodeError", "UnicodeEncodeError", "CancelledError",
    ]

    /// Whether the policy speaks for this failure.
    package func matches(_ failure: Failure) -> Bool {
        if let isTransient = failure.isTransient { return isTransient }
        return matches(kind: RetryPolicy.kind(of: failure))
    }

    /// The class of a failure; those of the engine have LangGraph's.
    private static func kind(of failure: Failure) -> String {
        if failure.code == .nodeTimeout { return "NodeTimeoutError" }
        guard failure.kind.isEmpty else { return failure.kind }
        return switch failure.code {
        case .invalidUpdate, .invalidConcurrentUpdate: "InvalidUpdateError"
        case .graphRecursionLimit: "RecursionError"
        case .stepTimeout: "TimeoutError"
        case .cancelled: "CancelledError"
        default: ""
        }
    }

    private func matches(kind: String) -> Bool {
        switch retryOn {
        case .all: true
        case .only(let kinds): kinds.contains(kind)
        case .standard: !RetryPolicy.hopeless.contains(kind)
        }
    }

    /// The wait before the next attempt, in nanoseconds (RT-2).
    ///
    /// - Parameters:
    ///   - failures: How often the task has failed so far, at least 1.
    ///   - random: A number in 0..<1, used with `jitter`.
    package func wait(afterFailures failures: Int, random: @autoclosure () -> Double) -> Int64 {
        var interval = initialInterval
        for _ in 1..<max(failures, 1) where interval < maxInterval { interval *= backoffFactor }
        interval = min(interval, maxInterval)
        if jitter { interval += random() }
        return nanoseconds(max(interval, 0))
    }
}
