public import PregelValues

/// A checkpoint as it is kept: the state after a superstep, and what tasks of the superstep that follows have done.
public struct SavedCheckpoint: Sendable {
    /// What made a checkpoint.
    public enum Source: String, Sendable {
        /// A run's input.
        case input
        /// A superstep.
        case loop
        /// An update from outside.
        case update
        /// A run that started from an earlier checkpoint.
        case fork
    }

    /// The thread that it belongs to.
    public var thread: String
    /// The path of nested graphs, `name:task|name:task`; "" for the root.
    public var namespace: String
    /// Its id.
    public var id: CheckpointID
    /// The checkpoint before it.
    public var parent: CheckpointID?
    /// What made it.
    public var source: Source
    /// The superstep after which it was made; -1 for the first input.
    public var step: Int
    /// When it was made, in milliseconds since 1970.
    public var createdAt: Int64
    /// The checkpoints of the graphs around this one that it was made in, by their namespaces (LangGraph `parents`).
    public var parents: [String: CheckpointID]
    /// The run's metadata, as far as checkpoints keep it: texts, numbers and booleans.
    public var metadata: Value?
    /// The state.
    public var state: SavedState
    /// Tasks of the superstep that follows, as far as they have been saved.
    public var tasks: [SavedTask]

    /// Takes back what a checkpointer kept.
    ///
    /// - Parameter createdAt: `nil` for the time that the id has.
    public init(
        thread: String, namespace: String, id: CheckpointID, parent: CheckpointID?, source: Source, step: Int,
        createdAt: Int64? = nil, parents: [String: CheckpointID] = [:], metadata: Value? = nil, state: SavedState,
        tasks: [SavedTask] = []
    ) {
        self.thread = thread
        self.namespace = namespace
        self.id = id
        self.parent = parent
        self.source = source
        self.step = step
        self.createdAt = createdAt ?? id.milliseconds
        self.parents = parents
        self.metadata = metadata
        self.state = state
        self.tasks = tasks
    }
}

/// The state that a checkpoint keeps: as the engine has it, encoded only for who wants to store it elsewhere.
public struct SavedState: Sendable {
    enum Form: Sendable {
        case live(StateImage, CompiledGraph)
        case encoded(Value)
    }

    let form: Form

    /// Takes back what `encoded` gave.
    public init(encoded: Value) { form = .encoded(encoded) }

    init(_ image: StateImage, of graph: CompiledGraph) { form = .live(image, graph) }

    /// The state as one value, which names everything: it outlives the numbering of a graph.
    public var encoded: Value {
        switch form {
        case .live(let image, let graph): StateCodec(graph: graph).encode(image.state)
        case .encoded(let value): value
        }
    }

    /// The state for a run of `graph`: without what no checkpoint keeps.
    func state(for graph: CompiledGraph) -> RunState {
        if let image = image(for: graph) { return image.state.asSaved(graph) }
        return StateCodec(graph: graph).decode(encoded)
    }
}

extension SavedState {
    /// The state as it is kept in memory, for a run of `graph`; `nil` where it is kept in another form.
    func image(for graph: CompiledGraph) -> StateImage? {
        if case .live(let image, let owner) = form, owner === graph { return image }
        return nil
    }
}

/// What a task did before its superstep's checkpoint (LangGraph's pending writes).
public struct SavedTask: Sendable {
    enum Form: Sendable {
        case live(TaskRecord, CompiledGraph, isWhole: Bool)
        case encoded(Value)
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
    init(_ record: TaskRecord, key: String, of graph: CompiledGraph, isWhole: Bool = false) {
        self.key = key
        form = .live(record, graph, isWhole: isWhole)
    }

    /// What it did, as one value.
    public var encoded: Value {
        switch form {
        case .live(let record, let graph, let isWhole):
            TaskCodec(graph: graph).encode(isWhole ? record : record.asSaved(graph))
        case .encoded(let value): value
        }
    }

    /// What it did, for a run of `graph`; `nil` where the graph does not have its node any more.
    func record(for graph: CompiledGraph) -> TaskRecord? {
        if case .live(let record, let owner, let isWhole) = form, owner === graph {
            return isWhole ? record : record.asSaved(graph)
        }
        return TaskCodec(graph: graph).decode(encoded)
    }
}
