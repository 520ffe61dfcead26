/// Watches runs: exports traces, counts, writes logs.
///
/// It gets events in batches, one thread at a time, on a queue of its own, so it can neither slow nor break a run.
public protocol EventProcessor: Component {
    /// The events that it wants; no other is built. All of them by default.
    static var interests: Set<Event.Kind> { get }

    /// How many events may wait; beyond it they are dropped and counted. 0, the default, leaves it to the host.
    static var queueCapacity: Int { get }

    /// Takes a batch, in order.
    ///
    /// - Parameter dropped: How many events were lost since the last batch.
    func receive(_ events: [Event], dropped: Int)

    /// Gets everything out: the last call before the end.
    ///
    /// - Throws: What could not be delivered in time.
    func flush(within time: Duration) throws
}

extension EventProcessor {
    /// All kinds.
    public static var interests: Set<Event.Kind> { Set(Event.Kind.allCases) }
    /// The host's choice.
    public static var queueCapacity: Int { 0 }
    /// Nothing waits.
    public func flush(within time: Duration) throws {}
}

/// Something that happened in a run. What its kind has no use for is empty, 0 or `nil`.
public struct Event: Sendable {
    /// What happened.
    public enum Kind: UInt16, Sendable, CaseIterable {
        case runStart, runEnd, superstepStart, superstepEnd, nodeStart, nodeEnd, nodeError, attemptStart, attemptEnd
        case routeDecision, interrupt, cacheHit, stopRequested, streamChunk, checkpointSaved, pluginState, log
    }

    /// What happened; `nil` for a kind that a later host has added.
    public let kind: Kind?
    /// From 1, without gaps, in the order of the run.
    public let sequence: UInt64
    /// How something ended that ended: 0 is well, above 0 paused, below 0 failed.
    public let status: Int
    /// Nanoseconds since 1970, UTC.
    public let time: Int64
    /// How long something took that ended, in nanoseconds.
    public let duration: Int64
    /// The superstep.
    public let step: Int
    /// The attempt, from 1.
    public let attempt: Int
    /// The level of a log line.
    public let level: LogLevel?
    /// The run and the run that it is part of.
    public let runID: String, parentRunID: String
    /// The thread and the task.
    public let threadID: String, taskID: String
    /// The graph and the node.
    public let graph: String, node: String
    /// The path of enclosing tasks.
    public let checkpointNamespace: String
    /// The W3C trace context.
    public let traceParent: String
    /// More, as an object; payloads only where they were asked for.
    public let data: Value?
    /// What went wrong.
    public let failure: NodeError?
}
