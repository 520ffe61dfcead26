public import PregelValues

/// What a task did before its superstep's checkpoint (LangGraph's pending writes).
public struct SavedTask: Sendable, Keyed {
    enum Form: Sendable {
        case live(LiveTask)
        /// Apart: seldom, and three times as large.
        indirect case encoded(Value)
    }

    /// The task's path in its superstep (BSP-11); a later save of the same task replaces the earlier one.
    public let key: String
    let form: Form

    /// Takes back what `encoded` gave.
    public init(key: String, encoded: Value) {
        self.key = key
        form = .encoded(encoded)
    }

    /// - Parameter isWhole: Whether writes to untracked channels are kept, which LangGraph does with durability `exit`.
    init(_ record: consuming TaskRecord, key: String, of graph: CompiledGraph, isWhole: Bool = false) {
        self.key = key
        form = .live(LiveTask(record, of: graph, isWhole: isWhole))
    }

    /// What it did, as one value.
    public var encoded: Value {
        switch form {
        case .live(let task): TaskCodec(graph: task.graph).encode(task.saved)
        case .encoded(let value): value
        }
    }

    /// What it did, for a run of `graph`; `nil` where the graph does not have its node any more.
    func record(for graph: CompiledGraph) -> TaskRecord? {
        if case .live(let task) = form, task.graph === graph { return task.saved }
        return TaskCodec(graph: graph).decode(encoded)
    }
}

/// A task's record as the engine has it.
final class LiveTask: Sendable {
    let graph: CompiledGraph
    private let record: TaskRecord
    private let isWhole: Bool

    init(_ record: consuming TaskRecord, of graph: CompiledGraph, isWhole: Bool) {
        self.record = record
        self.graph = graph
        self.isWhole = isWhole
    }

    /// The record as the checkpoint gives it back.
    var saved: TaskRecord { isWhole ? record : record.asSaved(graph) }
}
