import PregelValues

/// A graph whose state is one nameless value (LangGraph `__root__`, SG-9): a channel of that name, which nobody sees.
extension CompiledGraph {
    /// An object of channels as the state that nodes and users see: of a root graph the value alone, null where there is none.
    func asState(_ channels: Value) -> Value { isRoot ? channels[StateGraph.root] ?? .null : channels }

    /// What a user gives as the state, as an object of channels; of a root graph null is nothing.
    func asChannels(_ state: Value) -> Value {
        if !isRoot { return state }
        return .object(state.isNull ? [] : [(key: StateGraph.root, value: state)])
    }

    /// Takes away the nodes that would read a value that is not there (BSP-5).
    func dropUnreadable(_ state: RunState, _ tasks: inout [PlannedTask]) {
        guard state.cells[0].value == nil else { return }
        tasks.removeAll { $0.packet < 0 && $0.node != startNode }
    }
}
