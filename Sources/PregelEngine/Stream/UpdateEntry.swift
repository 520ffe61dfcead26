import PregelValues

/// What `updates` shows of a task as it ends: its node, and what it wrote to each channel, `{node: {channel: value}}`.
///
/// The memory is used again for the next task unless somebody keeps it. What it shows is lent: `settle` is to be called
/// before any of that goes.
struct UpdateEntry: ~Copyable {
    private var outer = LentRow()
    private var written = LentRow()

    /// The entry of a task that wrote each channel at most once, and overwrote none.
    mutating func show(_ node: Int, _ effects: TaskEffects, of graph: CompiledGraph) -> Value {
        let row = written.begin(graph.stateNames, capacity: effects.writes.count)
        return show(node, row.object(of: effects), of: graph)
    }

    /// The entry of a task that wrote this, which is to live until `settle`.
    mutating func show(_ node: Int, _ written: Value, of graph: CompiledGraph) -> Value {
        let row = outer.begin(graph.nodeNames, capacity: 1)
        row.append(node, written)
        return row.object(isSorted: true)
    }

    /// Gives what is shown to whoever keeps it.
    @inline(__always)
    mutating func settle() {
        outer.settle()
        written.settle()
    }
}
