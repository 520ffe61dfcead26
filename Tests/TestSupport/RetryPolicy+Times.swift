package import PregelEngine

extension RetryPolicy {
    /// A policy without jitter.
    package static func times(
        _ attempts: Int, first: Double = 1, factor: Double = 2, cap: Double = 128, on kinds: Kinds = .all
    ) -> RetryPolicy {
        var policy = RetryPolicy()
        policy.maxAttempts = attempts
        policy.initialInterval = first
        policy.backoffFactor = factor
        policy.maxInterval = cap
        policy.jitter = false
        policy.retryOn = kinds
        return policy
    }
}
