/// Decides where a conditional edge leads.
///
/// It sees all channels, with the writes of the node that the edge leaves. It changes nothing, and returns at once.
public protocol Router: Component {
    /// What the router reads.
    associatedtype Input: Decodable = Value

    /// Picks the way. Packets may be sent through the context, beside a route or instead of one (`.none`).
    ///
    /// - Throws: Why the task of the node that the edge leaves fails.
    func route(_ input: Input, _ context: RouterContext) throws -> Route
}

/// Where a conditional edge leads: what a router returns.
public struct Route: Sendable {
    /// What a route is.
    enum Target: Sendable {
        case none
        /// A name that stands in the source: it needs no memory.
        case literal(StaticString)
        case value(Value)
    }

    let target: Target

    /// To one node, or the name that the edge's targets map to one.
    public static func to(_ node: String) -> Route { Route(target: .value(Value(node))) }

    /// To several nodes.
    public static func all(_ nodes: [String]) -> Route { Route(target: .value(.array(nodes.map { Value($0) }))) }

    /// A result of any type, which the edge's targets map to a node: `true` is looked up as `"true"`.
    public static func value(_ value: Value) -> Route { Route(target: .value(value)) }

    /// Nowhere by itself: only the packets count that were sent through the context.
    public static let none = Route(target: .none)

    /// To the end.
    public static let end: Route = "END"
}

extension Route: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral {
    /// `"tool"` is the route to one node.
    public init(stringLiteral value: StaticString) { target = .literal(value) }
    /// `["a", "b"]` is the route to several nodes.
    public init(arrayLiteral elements: String...) { self = .all(elements) }
    /// `true` is a result that the edge's targets map to a node.
    public init(booleanLiteral value: Bool) { self = .value(Value(value)) }
}
