/// Where a run stops by itself (LangGraph `interrupt_before`, `interrupt_after`; INT-11).
public enum Breakpoints: Sendable, Equatable {
    /// Nowhere.
    case none
    /// At every node.
    case all
    /// At these nodes.
    case nodes([String])

    /// Whether there are none.
    var isNone: Bool {
        switch self {
        case .none, .nodes([]): true
        default: false
        }
    }

    /// These, or `others` where there are none.
    func or(_ others: Breakpoints) -> Breakpoints {
        isNone ? others : self
    }
}
