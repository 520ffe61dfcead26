import PregelEngine

/// Where nodes run: for tests of what must not depend on it.
package enum NodePlacement: Sendable {
    /// Where they ask to.
    case asAsked
    /// Every one asynchronously.
    case detached
    /// Every one that is not asynchronous on the thread that drives the run.
    case inline

    /// A node's action, placed so.
    func place(_ action: NodeAction) -> NodeAction {
        switch self {
        case .asAsked: action
        case .detached: action.detached
        case .inline: action.inline
        }
    }
}
