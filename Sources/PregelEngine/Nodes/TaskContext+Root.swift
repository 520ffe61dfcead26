public import PregelValues

/// Writing the state of a graph that is one nameless value.
extension TaskContext {
    /// Writes the state, or what is reduced into it.
    ///
    /// - Throws: `INVALID_UPDATE` where the graph's state has channels.
    public func write(_ value: Value) throws(Failure) { try write(StateGraph.root, value) }

    /// Replaces a state that is reduced.
    ///
    /// - Throws: `INVALID_UPDATE` where the graph's state has channels, or does not reduce.
    public func overwrite(_ value: Value) throws(Failure) { try overwrite(StateGraph.root, value) }
}
