package import PregelValues

/// One entry of `edges`.
package enum EdgeDeclaration: Sendable {
    /// After `from` (`nil` is START) each of `to`.
    case plain(from: String?, to: [Target], place: Place)
    /// Once all of `from` are done, each of `to`.
    case join(from: [String], to: [Target], place: Place)
    /// After `from` (`nil` is START) wherever the router says.
    case conditional(from: String?, router: Router, targets: Targets, place: Place)

    /// Where an edge leads.
    package enum Target: Sendable, Hashable {
        case node(String)
        case end

        /// The name as manifests write it.
        package var name: String {
            switch self {
            case .node(let name): name
            case .end: "END"
            }
        }
    }

    /// Who decides.
    package enum Router: Sendable {
        /// A JsonLogic expression over the state as the node's own writes leave it.
        case expression(Value)
        case component(ComponentUse)
    }

    /// What a router may answer.
    package enum Targets: Sendable {
        /// Any node of the graph, or END.
        case any
        case list([Target])
        /// A result, as a string or as its JSON, and the node that it means.
        case table([(result: String, target: Target)])

        /// Every target that is named; `nil` where all nodes are possible.
        package var named: [Target]? {
            switch self {
            case .any: nil
            case .list(let targets): targets
            case .table(let rows): rows.map(\.target)
            }
        }
    }

    /// Where the edge stands.
    package var place: Place {
        switch self {
        case .plain(_, _, let place), .join(_, _, let place), .conditional(_, _, _, let place): place
        }
    }
}
