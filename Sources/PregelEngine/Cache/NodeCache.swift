/// Where the results of nodes are kept, over runs and threads (LangGraph `BaseCache`).
///
/// Called on the driver's thread, so that it should be quick.
public protocol NodeCache: Sendable {
    /// What is kept under a key; `nil` where there is nothing, or it is too old.
    func get(_ key: CacheKey) throws(Failure) -> SavedTask?

    /// Keeps a result, in place of what is kept under the key.
    ///
    /// - Parameter ttl: For how long, in nanoseconds; `nil` for ever.
    func put(_ task: SavedTask, _ key: CacheKey, ttl: Int64?) throws(Failure)

    /// Forgets the results of a node, which is named as in a key, or with `nil` all.
    func clear(node: String?) throws(Failure)
}

/// What a result is kept under: no two nodes share one, nor two versions or configurations of a node.
public struct CacheKey: Sendable, Hashable {
    /// The node: the root graph's name and the nodes' on the way to it, with a "/" between them ("g/outer/inner").
    public let node: String
    /// The hash of what the node is: `NodeOptions.identity`, 32 hexadecimal digits.
    public let identity: String
    /// The hash of its input, 32 hexadecimal digits.
    public let input: String

    /// Makes a key.
    public init(node: String, identity: String, input: String) {
        self.node = node
        self.identity = identity
        self.input = input
    }
}
