import CHostSystem
import PregelValues

/// Saves one run's state after each superstep, and its tasks as they end.
///
/// Belongs to the driver's thread; what takes long is handed to the session's `SaveQueue`.
final class CheckpointWriter {
    /// What its checkpoints have in common.
    private let origin: CheckpointOrigin
    var thread: String { origin.thread }
    var namespace: String { origin.namespace }
    var parents: [String: CheckpointID] { origin.parents }
    /// The checkpoint that the run's state is based on; `nil` before the first.
    private(set) var current: CheckpointID?
    private(set) var parent: CheckpointID?
    /// What the current checkpoint keeps, where it is in memory.
    private var image: StateImage?
    /// Whether the state notes what it changes of the one that every run begins with: there is no image of that.
    private var isNew = false
    /// What made the current checkpoint.
    private(set) var source = SavedCheckpoint.Source.input
    private let checkpointer: any Checkpointer
    private let queue: SaveQueue?
    private let durability: Durability
    private let graph: CompiledGraph
    /// With durability `exit`: the state that is to be saved at the end, and the checkpoint that it goes on from.
    private var unsaved: SavedCheckpoint?
    private var unsavedTasks: [SavedTask] = []
    private var firstParent: CheckpointID?
    /// The first failure to save here; it ends the run.
    private var ownFailure: Failure?

    init(
        _ checkpointer: any Checkpointer, thread: String, namespace: String, parents: [String: CheckpointID] = [:],
        session: Session, graph: CompiledGraph
    ) {
        self.checkpointer = checkpointer
        origin = CheckpointOrigin(
            thread: thread, namespace: namespace, parents: parents,
            metadata: SavedCheckpoint.kept(of: session.options.metadata))
        self.graph = graph
        durability = session.options.durability
        queue = checkpointer.isSlow && durability == .async ? session.saveQueue : nil
    }

    /// Why saving failed; it ends the run.
    var failure: Failure? { ownFailure ?? queue?.failure }

    /// The newest checkpoint, or the one with an id.
    func load(_ id: CheckpointID?) throws(Failure) -> SavedCheckpoint? {
        try checkpointer.get(thread: thread, namespace: namespace, id: id)
    }

    /// The newest checkpoint that is older than `id`.
    func load(before id: CheckpointID) throws(Failure) -> SavedCheckpoint? {
        try checkpointer.list(thread: thread, namespace: namespace, before: id, limit: 1).first
    }

    /// Goes on from a checkpoint.
    func adopt(_ saved: SavedCheckpoint) {
        current = saved.id
        parent = saved.parent
        source = saved.source
        firstParent = saved.id
        image = saved.state.image(for: graph)
    }

    /// Has a state note what changes, if it is the one that was adopted.
    func track(_ state: inout RunState) {
        if image != nil, graph.deltaChannels.isEmpty { state.changes.begin() }
    }

    /// Has a state that nobody has changed yet note what changes.
    func trackNew(_ state: inout RunState) {
        guard graph.deltaChannels.isEmpty else { return }
        isNew = true
        state.changes.begin()
    }

    /// Makes the next checkpoint a child of another one; `nil` for the first of its thread.
    func branch(from parent: CheckpointID?) {
        current = parent
        firstParent = parent
    }

    /// Saves a run's state as a new checkpoint.
    func save(_ state: inout RunState, step: Int, source: SavedCheckpoint.Source) {
        guard failure == nil else { return }
        for channel in graph.deltaChannels {
            // Only what tasks wrote is kept with the checkpoint before, and with durability "exit" not even that.
            let mustBeWhole = durability == .exit || source == .update || source == .fork
            state.cells[channel].noteCheckpoint(mustBeWhole: mustBeWhole)
        }
        parent = current
        let time = host_wall_clock_ns() / 1_000_000
        let id = CheckpointID(milliseconds: time)
        current = id
        self.source = source
        let checkpoint = SavedCheckpoint(
            origin, id: id, parent: durability == .exit ? firstParent : parent, source: source, step: step,
            createdAt: time, state: SavedState(makeImage(&state)))
        if durability == .exit {
            unsaved = checkpoint
            if !unsavedTasks.isEmpty { unsavedTasks = [] }
        } else {
            put(checkpoint)
        }
    }

    private func makeImage(_ state: inout RunState) -> StateImage {
        let changed = image != nil || isNew ? StateImage(&state, since: image, of: graph) : nil
        let made = changed ?? StateImage(state, of: graph)
        image = made
        isNew = false
        track(&state)
        return made
    }

    /// Notes that nobody changes a state any more that was saved.
    func settle(_ state: RunState) {
        if state.changes.isTracked, state.changes.isEmpty { image?.settle(state) }
    }

    /// Gives the checkpoint that is saved at the end of the run another state.
    func replace(_ state: RunState) { unsaved?.state = SavedState(StateImage(state, of: graph)) }

    /// Saves what a task did.
    func save(_ record: consuming TaskRecord) {
        guard failure == nil, let current else { return }
        let key = graph.text(record.key)
        let task = SavedTask(record, key: key, of: graph, isWhole: durability == .exit)
        if durability == .exit {
            unsavedTasks.removeAll { $0.key == task.key }
            unsavedTasks.append(task)
        } else {
            put(task, current)
        }
    }

    /// At the end of the run: saves what durability `exit` has held back.
    func saveAtExit() {
        guard durability == .exit, failure == nil, let current else { return }
        if let unsaved { put(unsaved) }
        for task in unsavedTasks { put(task, current) }
        unsaved = nil
        unsavedTasks = []
    }

    private func put(_ checkpoint: consuming SavedCheckpoint) {
        if let queue {
            let checkpoint = checkpoint
            queue.add { [checkpointer] () throws(Failure) in try checkpointer.put(checkpoint) }
            return
        }
        do throws(Failure) {
            try checkpointer.put(checkpoint)
        } catch {
            ownFailure = error
        }
    }

    private func put(_ task: consuming SavedTask, _ id: CheckpointID) {
        if let queue {
            let task = task
            queue.add { [checkpointer, thread, namespace] () throws(Failure) in
                try checkpointer.putTask(task, thread: thread, namespace: namespace, id: id)
            }
            return
        }
        do throws(Failure) {
            try checkpointer.putTask(task, thread: thread, namespace: namespace, id: id)
        } catch {
            ownFailure = error
        }
    }
}

extension CompiledGraph {
    /// A task's path (BSP-10), which tells it from the others of its superstep; the same for every build of the graph.
    func text(_ key: TaskKey) -> String {
        if key.packet < 0, key.node >= 0, !key.isHandler { return nodeTable.with(key.node) { $0.pathText } }
        if key == .command { return TaskPath.input.text }
        let path = key.packet < 0 ? TaskPath.pull(nodes[key.node].name) : TaskPath.push(key.packet)
        return (key.isHandler ? TaskPath.errorHandler(of: path) : path).text
    }
}

/// What precedes a node's name in the name of its handler's task.
let handlerPrefix = "__error_handler__"
