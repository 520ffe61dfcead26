/// What holds for all nodes of a graph that say nothing of their own (LangGraph `set_node_defaults`, RUN-14).
public struct NodeDefaults: Sendable {
    /// Retry policies; a node's own replace them all (RT-5). They hold for error handlers, too.
    public var retry: [RetryPolicy] = []
    /// How long an attempt may take, also one of an error handler.
    public var timeout: TimeoutPolicy?
    /// Which results are kept.
    public var cache: CachePolicy?
    /// Runs when a node has failed for good; must be no graph.
    public var onError: NodeAction?

    /// None.
    public init() {}

    /// A node's options, with these where it says nothing.
    func filling(_ options: NodeOptions) -> NodeOptions {
        var options = options
        if options.retry.isEmpty { options.retry = retry }
        options.timeout = options.timeout ?? timeout
        options.cache = options.cache ?? cache
        options.onError = options.onError ?? onError
        options.handlerRetry = retry
        options.handlerTimeout = timeout
        return options
    }
}
