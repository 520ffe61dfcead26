public import PregelValues

/// How a node is run, besides what it does.
public struct NodeOptions: Sendable {
    /// The channels that the node sees; `nil` for all.
    public var input: [String]?
    /// Retry policies; the first that matches a failure decides.
    public var retry: [RetryPolicy] = []
    /// How long an attempt may take; `nil` for as long as it likes.
    public var timeout: TimeoutPolicy?
    /// Which results are kept, where runs have a cache; `nil` for none.
    public var cache: CachePolicy?
    /// What the node is, such as its component with version and configuration: a kept result is given to nodes of the same
    /// identity alone. A node in Swift that changes what it does needs another one; the node's place needs none.
    public var identity = ""
    /// Whether the node waits until the run would otherwise end.
    public var isDeferred = false
    /// Where the node may go by itself, by `goto` and packets; `nil` for anywhere.
    public var destinations: [String]?
    /// Runs in the same superstep when the node has failed for good; the node's own edges are not followed then.
    public var onError: NodeAction?
    /// Retry policies of the handler, and how long its attempts may take: the graph's defaults. LangGraph has no others.
    var handlerRetry: [RetryPolicy] = []
    var handlerTimeout: TimeoutPolicy?
    /// Copied to events and stream entries.
    public var metadata: Value?

    /// The defaults.
    public init() {}
}

/// What runs when a node is due.
public struct NodeAction: Sendable {
    enum Kind: Sendable {
        case body(any NodeBody)
        case graph(CompiledGraph, Persistence)
    }

    let kind: Kind

    /// A function that runs to its end on the thread that calls it.
    ///
    /// - Parameter traits: Say `.blocking` where it may wait: it gets a thread that may.
    public static func sync(
        _ traits: NodeTraits = [], _ run: @escaping @Sendable (TaskContext) throws -> Void
    ) -> NodeAction {
        NodeAction(kind: .body(ClosureNode(traits: traits, run: run)))
    }

    /// An asynchronous function; it holds no thread while it waits.
    public static func async(_ run: @escaping @Sendable (TaskContext) async throws -> Void) -> NodeAction {
        NodeAction(kind: .body(AsyncClosureNode(run: run)))
    }

    /// A graph as a node: channels are shared by name.
    ///
    /// - Parameter persistence: Where it keeps its checkpoints.
    public static func graph(_ graph: CompiledGraph, persistence: Persistence = .inherit) -> NodeAction {
        NodeAction(kind: .graph(graph, persistence))
    }

    /// A component, such as a plugin's node.
    package static func body(_ body: any NodeBody) -> NodeAction { NodeAction(kind: .body(body)) }
}
