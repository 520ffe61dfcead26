/// When and how a failed node runs again.
package struct RetryPolicy: Sendable, Hashable {
    package var maxAttempts = 3
    /// Seconds.
    package var initialInterval = 0.5
    package var backoffFactor = 2.0
    /// Seconds.
    package var maxInterval = 128.0
    package var jitter = true
    package var retryOn = Matching.transient

    package init() {}

    /// Which failures a policy is for.
    package enum Matching: Sendable, Hashable {
        /// Every kind but those that a second attempt cannot help.
        case transient
        /// Every kind: `"*"`.
        case all
        case kinds([String])
    }
}

/// How long an attempt of a node may take, in seconds.
package struct TimeoutPolicy: Sendable, Hashable {
    /// From start to end.
    package var run: Double?
    /// Without a sign of life.
    package var idle: Double?
    package var refreshOn = Refresh.auto

    package init() {}

    /// What counts as a sign of life.
    package enum Refresh: String, Sendable, CaseIterable {
        /// Whatever the node does.
        case auto
        /// Its heartbeats alone.
        case heartbeat
    }
}

/// How long and under which key a node's result is kept.
package struct CachePolicy: Sendable, Hashable {
    /// Seconds; `nil` means for ever.
    package var ttl: Double?
    /// The channels that the key is made of; `nil` means the whole input.
    package var key: [String]?

    package init(ttl: Double? = nil, key: [String]? = nil) {
        self.ttl = ttl
        self.key = key
    }
}
