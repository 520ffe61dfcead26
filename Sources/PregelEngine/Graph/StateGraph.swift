/// A graph in the making: channels, nodes and edges (LangGraph `StateGraph`).
///
/// ```swift
/// var graph = StateGraph("greet")
/// graph.addChannel("name")
/// graph.addChannel("greeting")
/// graph.addNode("hello") { task in
///     let name = task.input["name"]?.string ?? "world"
///     try task.write("greeting", Value("Hello, \(name)!"))
/// }
/// graph.addEdge(from: StateGraph.start, to: "hello")
/// let compiled = try graph.compile()
/// let result = compiled.run(["name": "Ada"])
/// print(result.output)   // {"name":"Ada","greeting":"Hello, Ada!"}
/// ```
///
/// Adding never fails; `compile()` reports everything that is wrong in one go.
public struct StateGraph: Sendable {
    /// The name of the entry, for edges.
    public static let start = "START"
    /// The name of the exit, for edges and targets.
    public static let end = "END"

    /// The graph's name in events, pictures and checkpoints.
    public var name: String
    /// The channels that are the graph's input; `nil` for all.
    public var input: [String]?
    /// The channels that are the graph's output; `nil` for all.
    public var output: [String]?

    /// Nodes before which a run stops (static breakpoints), unless the run names others.
    public var interruptBefore = Breakpoints.none
    /// Nodes after which a run stops, unless the run names others.
    public var interruptAfter = Breakpoints.none

    /// What holds for nodes that say nothing of their own.
    public var nodeDefaults = NodeDefaults()

    var channels: [ChannelSpec] = []
    var nodes: [NodeSpec] = []
    var edges: [EdgeSpec] = []

    struct NodeSpec: Sendable {
        var name: String
        var action: NodeAction
        var options: NodeOptions
    }

    enum EdgeSpec: Sendable {
        case plain(from: String, to: [String])
        case join(from: [String], to: String)
        case conditional(from: String, Router, targets: [(key: String, node: String)]?)
    }

    /// Starts an empty graph.
    public init(_ name: String) { self.name = name }

    /// Starts a graph whose state is one nameless value, not channels: its input, its output, what its nodes read, and
    /// what `TaskContext.write(_:)` writes (LangGraph's graphs of a type that has no fields, SG-9).
    public init(_ name: String, state kind: ChannelKind) {
        self.name = name
        isRoot = true
        addChannel(StateGraph.root, kind)
    }

    /// The name of the one channel of a state that is one value.
    static let root = "__root__"

    /// Whether the state is one value.
    private(set) var isRoot = false

    /// Adds a channel to the state.
    public mutating func addChannel(_ name: String, _ kind: ChannelKind = .lastValue) {
        channels.append(ChannelSpec(name, kind))
    }

    /// Adds a channel to the state.
    public mutating func addChannel(_ channel: ChannelSpec) { channels.append(channel) }

    /// Adds a node that is a function, run to its end on the thread that calls it.
    public mutating func addNode(_ name: String, _ run: @escaping @Sendable (TaskContext) throws -> Void) {
        addNode(name, .sync([], run))
    }

    /// Adds a node.
    public mutating func addNode(_ name: String, _ action: NodeAction, options: NodeOptions = NodeOptions()) {
        nodes.append(NodeSpec(name: name, action: action, options: options))
    }

    /// After `from`, `to`.
    public mutating func addEdge(from: String, to: String) { edges.append(.plain(from: from, to: [to])) }

    /// After `from`, all of `to`.
    public mutating func addEdge(from: String, to: [String]) { edges.append(.plain(from: from, to: to)) }

    /// `to`, once each of `from` has run since the last time (a join).
    public mutating func addEdge(from: [String], to: String) { edges.append(.join(from: from, to: to)) }

    /// After `from`, where `router` says.
    ///
    /// - Parameter targets: The nodes that it may lead to; `nil` for all.
    public mutating func addConditionalEdge(from: String, targets: [String]? = nil, _ router: Router) {
        edges.append(.conditional(from: from, router, targets: targets?.map { (key: $0, node: $0) }))
    }

    /// After `from`, where the table leads for what `router` gives; a result that is no string is looked up by its JSON.
    public mutating func addConditionalEdge(from: String, table: [(key: String, node: String)], _ router: Router) {
        edges.append(.conditional(from: from, router, targets: table))
    }

    /// Checks the graph and makes it ready to run.
    ///
    /// - Throws: Everything that is wrong with it.
    public func compile() throws(GraphError) -> CompiledGraph {
        var graph = self
        for place in graph.nodes.indices {
            graph.nodes[place].options = nodeDefaults.filling(graph.nodes[place].options)
        }
        return try GraphCompiler(graph).compile()
    }
}
