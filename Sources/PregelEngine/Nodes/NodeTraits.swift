internal import CPregelABI

/// What a node asks of whoever runs it, and what it may do; the bits are those of the C header's `PREGEL_NODE_…`.
public struct NodeTraits: OptionSet, Sendable, Hashable {
    /// A bit for each trait.
    public let rawValue: UInt32

    /// Takes any combination of the bits below.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Never two invocations at once (default: reentrant).
    public static let serial = NodeTraits(rawValue: UInt32(PREGEL_NODE_SERIAL))
    /// An invocation may wait: it runs on a thread of the blocking pool.
    public static let blocking = NodeTraits(rawValue: UInt32(PREGEL_NODE_BLOCKING))
    /// An invocation may stay pending, and be completed from any thread.
    public static let async = NodeTraits(rawValue: UInt32(PREGEL_NODE_ASYNC))
    /// The same input gives the same result, and nothing else happens.
    public static let pure = NodeTraits(rawValue: UInt32(PREGEL_NODE_PURE))
    /// May emit chunks.
    public static let streams = NodeTraits(rawValue: UInt32(PREGEL_NODE_STREAMS))
    /// May interrupt.
    public static let interrupts = NodeTraits(rawValue: UInt32(PREGEL_NODE_INTERRUPTS))
    /// May go to nodes, send packets or command its parent.
    public static let routes = NodeTraits(rawValue: UInt32(PREGEL_NODE_ROUTES))
    /// Must not stand in a cycle.
    public static let acyclic = NodeTraits(rawValue: UInt32(PREGEL_NODE_ACYCLIC))
    /// Must not be run again: no retry, no resume. A retry policy is passed over, also that of a graph around it; a task that
    /// has run is not run again where a thread goes on, or an old checkpoint is replayed.
    public static let once = NodeTraits(rawValue: UInt32(PREGEL_NODE_ONCE))
    /// Must not be moved to another machine.
    public static let local = NodeTraits(rawValue: UInt32(PREGEL_NODE_LOCAL))
}
