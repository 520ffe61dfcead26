public import PregelValues

/// Which of a node's results are kept, and for how long (LangGraph `CachePolicy`, CA-1).
public struct CachePolicy: Sendable {
    /// How long a result may be used, in seconds; `nil` for ever.
    public var ttl: Double?
    /// What of the input the result depends on; `nil` for all of it. Objects that differ in order alone are the same.
    public var key: (@Sendable (Value) -> Value)?

    /// Keeps results by the whole input, or what `key` makes of it.
    public init(ttl: Double? = nil, key: (@Sendable (Value) -> Value)? = nil) {
        self.ttl = ttl
        self.key = key
    }

    /// Keeps results by some of the input's channels.
    public init(ttl: Double? = nil, channels: [String]) {
        self.init(ttl: ttl) { input in
            .object(channels.compactMap { name in input[name].map { (key: name, value: $0) } })
        }
    }
}
