public import PregelValues

/// Where a conditional edge leads: the result of a router that is a Swift function.
public enum Route: Sendable {
    /// To a node, or to `END`; with a table, the key to look up.
    case to(String)
    /// To a node with an argument of its own.
    case send(String, Value)
}

/// How a conditional edge decides.
public struct Router: Sendable {
    let body: any RouterBody

    package init(_ body: any RouterBody) { self.body = body }

    /// Makes a router of a function that gets all channels as the node's own writes leave them.
    public init(_ decide: @escaping @Sendable (Value) throws -> [Route]) {
        self.init(ClosureRouter(decide: decide))
    }
}

private final class ClosureRouter: RouterBody {
    private let decide: @Sendable (Value) throws -> [Route]

    init(decide: @escaping @Sendable (Value) throws -> [Route]) { self.decide = decide }

    func route(_ context: TaskContext) throws(Failure) {
        let routes: [Route]
        do {
            routes = try decide(context.input)
        } catch {
            throw Failure(thrown: error)
        }
        for route in routes {
            switch route {
            case .to(let target): context.route(to: Value(target))
            case .send(let node, let argument): try context.send(node, argument)
            }
        }
    }
}
