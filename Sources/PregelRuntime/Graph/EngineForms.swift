import PregelEngine
import PregelManifest

// The engine's forms of what a manifest says.

extension Breakpoints {
    /// The engine's form of a manifest's or a scenario's.
    init(_ selection: StaticInterrupts.Selection) {
        self =
            switch selection {
            case .all: .all
            case .nodes(let names): names.isEmpty ? .none : .nodes(names)
            }
    }
}

extension Persistence {
    init(_ persistence: PregelManifest.NestedGraph.Persistence) {
        self =
            switch persistence {
            case .inherit: .inherit
            case .own: .own
            case .none: .none
            }
    }
}

extension PregelEngine.RetryPolicy {
    /// The engine's form of a manifest's policy.
    init(_ policy: PregelManifest.RetryPolicy) {
        self.init()
        maxAttempts = policy.maxAttempts
        initialInterval = policy.initialInterval
        backoffFactor = policy.backoffFactor
        maxInterval = policy.maxInterval
        jitter = policy.jitter
        retryOn =
            switch policy.retryOn {
            case .transient: .standard
            case .all: .all
            case .kinds(let kinds): .only(kinds)
            }
    }
}

extension BuiltInReducer {
    /// The engine's reducer of that name.
    var reducer: Reducer {
        switch self {
        case .append: .append
        case .sum: .sum
        case .merge: .merge
        case .union: .union
        case .max: .max
        case .min: .min
        case .and: .and
        case .or: .or
        case .messages: .messages
        }
    }
}

extension PregelEngine.TimeoutPolicy {
    /// The engine's form of a manifest's policy.
    init(_ policy: PregelManifest.TimeoutPolicy) {
        self.init(
            run: policy.run, idle: policy.idle, refreshOn: policy.refreshOn == .heartbeat ? .heartbeat : .auto)
    }
}

extension PregelEngine.CachePolicy {
    /// The engine's form of a manifest's policy.
    init(_ policy: PregelManifest.CachePolicy) {
        if let channels = policy.key {
            self.init(ttl: policy.ttl, channels: channels)
        } else {
            self.init(ttl: policy.ttl)
        }
    }
}
