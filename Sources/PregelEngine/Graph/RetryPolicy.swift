/// When and how often a failed node is tried again (LangGraph `RetryPolicy`, RT-1 to RT-3).
public struct RetryPolicy: Sendable, Hashable {
    /// Which kinds of errors a policy retries.
    public enum Kinds: Sendable, Hashable {
        /// All but those that another attempt cannot help: `ValueError`, `TypeError` and the like.
        case standard
        /// Every kind that is an `Exception`.
        case all
        /// These kinds, and those that they are bases of: by Python's hierarchy, and by the bases that a failure states.
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

    /// Kinds that `standard` does not retry, with all that inherits from them but what `stillRetried` names: LangGraph's
    /// `default_retry_on`.
    static let hopeless: Set<String> = [
        "ValueError", "TypeError", "ArithmeticError", "ImportError", "LookupError", "NameError", "SyntaxError",
        "RuntimeError", "ReferenceError", "StopIteration", "StopAsyncIteration", "OSError",
    ]
    static let stillRetried = "ConnectionError"

    /// Whether the policy speaks for this failure.
    ///
    /// What LangGraph does not even catch, such as `CancelledError`, is never retried.
    func matches(_ failure: Failure) -> Bool {
        if let isTransient = failure.isTransient { return isTransient }
        let python = KindHierarchy.python
        guard python.isSeen(failure.kind, stated: failure.bases) else { return false }
        switch retryOn {
        case .all: return true
        case .only(let kinds):
            let ancestry = python.ancestry(of: failure.kind, stated: failure.bases)
            return kinds.contains { ancestry.contains(python.name($0)) }
        case .standard:
            let ancestry = python.ancestry(of: failure.kind, stated: failure.bases)
            return ancestry.contains(Self.stillRetried) || ancestry.isDisjoint(with: Self.hopeless)
        }
    }

    /// The longest that a failure may ask to wait for, in seconds, where the policy itself waits no longer.
    static let longestAskedWait = 3600.0

    /// The wait before the next attempt, in nanoseconds (RT-2): the policy's, or what the failure asks for where that is
    /// longer, within bounds.
    ///
    /// - Parameters:
    ///   - failure: Why the last attempt failed.
    ///   - failures: How often the task has failed so far, at least 1.
    ///   - random: A number in 0..<1, used with `jitter`.
    func wait(after failure: Failure, failures: Int, random: @autoclosure () -> Double) -> Int64 {
        let most = nanoseconds(max(Self.longestAskedWait, maxInterval))
        return max(wait(afterFailures: failures, random: random()), min(failure.retryAfter, most))
    }

    /// The wait that the policy itself asks for, in nanoseconds (RT-2).
    ///
    /// - Parameters:
    ///   - failures: How often the task has failed so far, at least 1.
    ///   - random: A number in 0..<1, used with `jitter`.
    func wait(afterFailures failures: Int, random: @autoclosure () -> Double) -> Int64 {
        var interval = initialInterval
        for _ in 1..<max(failures, 1) where interval < maxInterval { interval *= backoffFactor }
        interval = min(interval, maxInterval)
        if jitter { interval += random() }
        // What is no number is no wait.
        return interval > 0 ? nanoseconds(interval) : 0
    }
}

extension [RetryPolicy] {
    /// What follows a failure: the first policy that speaks for it decides, with the count of failures that all share (RT-4).
    ///
    /// - Parameters:
    ///   - failures: How often the task has failed so far, at least 1.
    ///   - random: A number in 0..<1, used with `jitter`.
    /// - Returns: That policy, and the wait before the next attempt in nanoseconds; `nil` where there is no next attempt.
    package func next(
        after failure: Failure, failures: Int, random: @autoclosure () -> Double
    ) -> (policy: RetryPolicy, wait: Int64)? {
        guard let policy = first(where: { $0.matches(failure) }), failures < policy.maxAttempts else { return nil }
        return (policy, policy.wait(after: failure, failures: failures, random: random()))
    }
}
