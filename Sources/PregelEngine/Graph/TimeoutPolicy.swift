/// How long an attempt of a node may take (LangGraph `TimeoutPolicy`, RUN-10), for every kind of node.
public struct TimeoutPolicy: Sendable, Hashable {
    /// What counts as a sign of life.
    public enum Refresh: String, Sendable, CaseIterable {
        /// Whatever the node does: writes, chunks, packets, and what happens in a graph that it runs.
        case auto
        /// Its heartbeats alone.
        case heartbeat
    }

    /// From start to end, in seconds; `nil` for no limit.
    public var run: Double?
    /// Without a sign of life, in seconds; `nil` for no limit.
    public var idle: Double?
    /// What counts as a sign of life.
    public var refreshOn = Refresh.auto

    /// Makes a policy; both limits are greater than 0.
    public init(run: Double? = nil, idle: Double? = nil, refreshOn: Refresh = .auto) {
        self.run = run
        self.idle = idle
        self.refreshOn = refreshOn
    }
}
