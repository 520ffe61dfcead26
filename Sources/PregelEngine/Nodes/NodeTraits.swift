/// What a node asks of whoever runs it, and what it may do.
public struct NodeTraits: OptionSet, Sendable, Hashable {
    /// A bit for each trait.
    public let rawValue: UInt32

    /// Takes any combination of the bits below.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Never two invocations at once (default: reentrant).
    public static let serial = NodeTraits(rawValue: 1 << 0)
    /// An invocation may wait: it runs on a thread of the blocking pool.
    public static let blocking = NodeTraits(rawValue: 1 << 1)
    /// An invocation may stay pending, and be completed from any thread.
    public static let async = NodeTraits(rawValue: 1 << 2)
    /// The same input gives the same result, and nothing else happens.
    public static let pure = NodeTraits(rawValue: 1 << 3)
    /// May emit chunks.
    public static let streams = NodeTraits(rawValue: 1 << 4)
    /// May interrupt.
    public static let interrupts = NodeTraits(rawValue: 1 << 5)
    /// May go to nodes, send packets or command its parent.
    public static let routes = NodeTraits(rawValue: 1 << 6)
    /// Must not stand in a cycle.
    public static let acyclic = NodeTraits(rawValue: 1 << 7)
    /// Must not be run again: no retry, no resume.
    public static let once = NodeTraits(rawValue: 1 << 8)
    /// Must not be moved to another machine.
    public static let local = NodeTraits(rawValue: 1 << 9)
}
