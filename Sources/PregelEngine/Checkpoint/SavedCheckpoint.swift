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

    /// What it has in common with others of its run.
    private(set) var origin: CheckpointOrigin
    /// The thread that it belongs to.
    public var thread: String { origin.thread }
    /// The path of nested graphs, `name:task|name:task`; "" for the root.
    public var namespace: String { origin.namespace }
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
    public var parents: [String: CheckpointID] { origin.parents }
    /// The run's metadata, as far as checkpoints keep it: texts, numbers and booleans.
    public var metadata: Value? { origin.metadata }
    /// The state.
    public var state: SavedState
    /// Tasks of the superstep that follows, as far as they have been saved, each once. Made anew each time: to add one, `keep`.
    public var tasks: [SavedTask] {
        get { (firstTask.map { [$0] } ?? []) + otherTasks.all }
        set {
            (firstTask, otherTasks) = (nil, KeyedList())
            for task in newValue { keep(task) }
        }
    }
    /// The first of them, which most supersteps have alone, without memory of its own.
    private var firstTask: SavedTask?
    private var otherTasks = KeyedList<SavedTask>()

    /// Takes back what a checkpointer kept.
    ///
    /// - Parameter createdAt: `nil` for the time that the id has.
    public init(
        thread: String, namespace: String, id: CheckpointID, parent: CheckpointID?, source: Source, step: Int,
        createdAt: Int64? = nil, parents: [String: CheckpointID] = [:], metadata: Value? = nil, state: SavedState,
        tasks: [SavedTask] = []
    ) {
        self.init(
            CheckpointOrigin(thread: thread, namespace: namespace, parents: parents, metadata: metadata), id: id,
            parent: parent, source: source, step: step, createdAt: createdAt ?? id.milliseconds, state: state)
        self.tasks = tasks
    }

    init(
        _ origin: CheckpointOrigin, id: CheckpointID, parent: CheckpointID?, source: Source, step: Int,
        createdAt: Int64, state: SavedState
    ) {
        self.origin = origin
        self.id = id
        self.parent = parent
        self.source = source
        self.step = step
        self.createdAt = createdAt
        self.state = state
    }

    /// Calls `body` with each of the tasks, without making an array of them.
    func forEachTask(_ body: (SavedTask) -> Void) {
        if let firstTask { body(firstTask) }
        for task in otherTasks.all { body(task) }
    }

    /// Keeps what a task did, in place of what is kept of it.
    public mutating func keep(_ task: consuming SavedTask) {
        if firstTask == nil || firstTask?.key == task.key { firstTask = task } else { otherTasks.keep(task) }
    }
}
