public import PregelValues

/// A thread of a graph: the states that its runs have left (LangGraph `get_state`, `get_state_history`, `update_state`).
public struct GraphThread: Sendable {
    let graph: CompiledGraph
    let checkpointer: any Checkpointer
    let threadID: String
    /// The path of nested graphs that lead to this one; "" for the root.
    let namespace: String

    /// A thread, be there anything of it yet or not.
    ///
    /// - Parameter namespace: For a nested graph's own states: the path that a snapshot of its parent gives.
    public init(_ graph: CompiledGraph, checkpointer: any Checkpointer, threadID: String, namespace: String = "") {
        self.graph = graph
        self.checkpointer = checkpointer
        self.threadID = threadID
        self.namespace = namespace
    }

    /// The newest state, as it is now, or the one at a checkpoint, as it was then (CP-12).
    ///
    /// - Parameter subgraphs: Whether tasks that run a graph show that graph's state too.
    public func state(at id: CheckpointID? = nil, subgraphs: Bool = false) throws(Failure) -> StateSnapshot {
        guard let saved = try checkpointer.get(thread: threadID, namespace: namespace, id: id) else {
            return .empty(namespace)
        }
        return try SnapshotBuilder(self, saved).snapshot(isLive: id == nil, subgraphs: subgraphs)
    }

    /// The states at all checkpoints, newest first.
    public func history(before: CheckpointID? = nil, limit: Int? = nil) throws(Failure) -> [StateSnapshot] {
        var states: [StateSnapshot] = []
        for saved in try checkpointer.list(thread: threadID, namespace: namespace, before: before, limit: limit) {
            states.append(try SnapshotBuilder(self, saved).snapshot(isLive: false, subgraphs: false))
        }
        return states
    }

    /// Writes the state as if a node had (CP-13).
    ///
    /// - Parameters:
    ///   - values: An object of channels; null writes nothing, but the node's edges are followed.
    ///   - node: The node: by default the one that ran last. `START` and `END` stand for what they are; `__input__` gives
    ///     new input; `__copy__` only copies the checkpoint.
    ///   - id: The checkpoint to go on from; by default the newest.
    /// - Returns: The new checkpoint.
    @discardableResult
    public func update(
        _ values: Value, asNode node: String? = nil, at id: CheckpointID? = nil
    ) throws(Failure)
        -> CheckpointID
    {
        try update([[StateUpdate(values, asNode: node)]], at: id)
    }

    /// Writes the state as if nodes had, superstep by superstep (CP-15).
    ///
    /// - Throws: `INVALID_UPDATE` for an update that the graph refuses; supersteps before it are kept.
    @discardableResult
    public func update(_ supersteps: [[StateUpdate]], at id: CheckpointID? = nil) throws(Failure) -> CheckpointID {
        guard !supersteps.isEmpty, supersteps.allSatisfy({ !$0.isEmpty }) else {
            throw Failure(.invalidUpdate, message: "there is nothing to update: each superstep needs an update")
        }
        var newest = id
        for updates in supersteps { newest = try StateUpdater(self, at: newest).apply(updates) }
        guard let newest else { throw Failure(.invalidUpdate, message: "there is nothing to update") }
        return newest
    }

    /// Forgets the thread, nested graphs and all.
    public func delete() throws(Failure) { try checkpointer.delete(thread: threadID) }

    /// A session for a run that stands at a checkpoint; whoever uses the run must keep it.
    func session() -> Session {
        var options = RunOptions()
        options.checkpointer = checkpointer
        options.threadID = threadID
        options.durability = .sync
        return Session(options)
    }

    /// A run that stands at a checkpoint, to look at or to write to.
    func run(at saved: SavedCheckpoint?, _ session: Session) throws(Failure) -> Run {
        let run = Run(graph, session: session, parent: nil)
        run.saver = CheckpointWriter(
            checkpointer, thread: threadID, namespace: namespace, session: session, graph: graph)
        if let saved { try run.adopt(saved) }
        return run
    }
}

/// One update of a thread's state (LangGraph `StateUpdate`).
public struct StateUpdate: Sendable {
    /// An object of channels, or null.
    public var values: Value
    /// The node that is said to have written them.
    public var asNode: String?

    /// Makes an update.
    public init(_ values: Value, asNode: String? = nil) {
        self.values = values
        self.asNode = asNode
    }
}
