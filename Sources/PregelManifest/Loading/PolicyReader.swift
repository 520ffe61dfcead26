import PregelDiagnostics
import PregelValues

/// Reads `retry`, `timeout` and `cache` of a node.
struct PolicyReader {
    static let retryKeys = [
        "max_attempts", "initial_interval", "backoff_factor", "max_interval", "jitter", "retry_on",
    ]
    static let timeoutKeys = ["run", "idle", "refresh_on"]
    static let cacheKeys = ["ttl", "key"]

    let channels: NameSet?

    func retry(_ reader: Reader) -> [RetryPolicy] {
        switch reader.value.kind {
        case .object: return [policy(reader)]
        case .array:
            if reader.value.items.isEmpty { reader.badValue("a policy or a list of at least one") }
            return reader.items().map(policy)
        default:
            reader.wrongType("a policy (an object) or a list of them")
            return []
        }
    }

    private func policy(_ reader: Reader) -> RetryPolicy {
        var policy = RetryPolicy()
        guard reader.isObject("a retry policy", keys: Self.retryKeys) else { return policy }
        policy.maxAttempts = reader.member("max_attempts")?.integer(atLeast: 1) ?? policy.maxAttempts
        policy.initialInterval =
            reader.member("initial_interval")?.number(isPositive: false) ?? policy.initialInterval
        policy.backoffFactor = reader.member("backoff_factor")?.number(isPositive: false) ?? policy.backoffFactor
        policy.maxInterval = reader.member("max_interval")?.number(isPositive: false) ?? policy.maxInterval
        policy.jitter = reader.member("jitter")?.bool() ?? policy.jitter
        if let kinds = reader.member("retry_on") { policy.retryOn = matching(kinds) }
        return policy
    }

    private func matching(_ reader: Reader) -> RetryPolicy.Matching {
        if reader.value.string == "*" { return .all }
        guard reader.value.kind == .array else {
            reader.wrongType("a list of error kinds or \"*\"")
            return .all
        }
        return .kinds(reader.strings())
    }

    func timeout(_ reader: Reader) -> TimeoutPolicy? {
        var policy = TimeoutPolicy()
        if reader.value.double != nil {
            policy.run = reader.number(isPositive: true)
            return policy
        }
        guard reader.value.kind == .object else {
            reader.wrongType("a number of seconds or an object")
            return nil
        }
        guard reader.isObject("a timeout", keys: Self.timeoutKeys) else { return nil }
        policy.run = reader.member("run")?.number(isPositive: true)
        policy.idle = reader.member("idle")?.number(isPositive: true)
        policy.refreshOn = reader.member("refresh_on")?.choice(TimeoutPolicy.Refresh.self) ?? .auto
        if reader.value["run"] == nil, reader.value["idle"] == nil {
            reader.missing("run", of: "a timeout", fix: "add \"run\" or \"idle\", a number of seconds")
        }
        if reader.value["idle"] == nil {
            reader.misplaced("refresh_on", "says when \"idle\" starts anew, which is missing")
        }
        return policy
    }

    func cache(_ reader: Reader) -> CachePolicy? {
        var policy = CachePolicy()
        guard reader.isObject("a cache policy", keys: Self.cacheKeys) else { return nil }
        if let ttl = reader.member("ttl"), !ttl.value.isNull { policy.ttl = ttl.number(isPositive: true) }
        policy.key = reader.member("key")?.names(of: channels, called: "channel")
        return policy
    }
}
