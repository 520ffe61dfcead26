public import PregelValues

/// A thread of a graph: the states that its runs have left (LangGraph `get_state`, `get_state_history`, `update_state`).
public struct GraphThread: Sendable {
    let graph: CompiledGraph
    let checkpointer: any Checkpointer
    let threadID: String
    /// The path of nested graphs that lead to this one; "" for the root.
    let namespace: String
    /// The path of names of a nested graph that the graph does not have.
    private var missing: String?

    /// A thread, be there anything of it yet or not.
    ///
    /// - Parameter namespace: For a nested graph's own states: the path that a snapshot of its parent gives.
    public init(_ graph: CompiledGraph, checkpointer: any Checkpointer, threadID: String, namespace: String = "") {
        self.graph = graph
        self.checkpointer = checkpointer
        self.threadID = threadID
        self.namespace = namespace
    }

    /// The thread of the graph that is nested at a namespace, as snapshots and `TaskIDs` give it; ids in it tell which run.
    ///
    /// Where there is no such graph, the thread has no state, and updates of it are refused (SUB-12).
    public func nested(at namespace: String) -> GraphThread {
        if namespace.isEmpty { return self }
        let names = TaskNamespace.withoutIDs(namespace)
        var nested: CompiledGraph? = graph
        for name in names.split(separator: "|", omittingEmptySubsequences: false) {
            nested = nested.flatMap { $0.nestedGraph(String(name)) }
        }
        var thread = GraphThread(
            nested ?? graph, checkpointer: checkpointer, threadID: threadID, namespace: namespace)
        if nested == nil { thread.missing = names }
        return thread
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
    ///
    /// - Parameters:
    ///   - filter: An object: only checkpoints with these values of `source`, `step`, `parents` and the run's metadata;
    ///     what a checkpoint does not have is null.
    ///   - before: Only older checkpoints than this one.
    ///   - limit: The most that are wanted, of those that the filter lets through.
    public func history(
        filter: Value? = nil, before: CheckpointID? = nil, limit: Int? = nil
    ) throws(Failure) -> [StateSnapshot] {
        var all = try checkpointer.list(
            thread: threadID, namespace: namespace, before: before, limit: filter == nil ? limit : nil)
        if let filter {
            guard filter.kind == .object else {
                throw Failure(.invalidOptions, message: "the filter of a history must be an object, not \(filter)")
            }
            all = Array(all.filter { $0.matches(filter) }.prefix(max(limit ?? .max, 0)))
        }
        var states: [StateSnapshot] = []
        for saved in all {
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

    /// Writes the state as if a node had returned a command: besides the node's own edges it goes where the command says,
    /// and sends its packets. Answers of a command are ignored here.
    ///
    /// - Returns: The new checkpoint.
    @discardableResult
    public func update(
        _ command: RunCommand, asNode node: String? = nil, at id: CheckpointID? = nil
    ) throws(Failure) -> CheckpointID {
        try update([[StateUpdate(command, asNode: node)]], at: id)
    }

    /// Writes the state as if nodes had, superstep by superstep (CP-15).
    ///
    /// - Throws: `INVALID_UPDATE` for an update that the graph refuses; supersteps before it are kept.
    @discardableResult
    public func update(_ supersteps: [[StateUpdate]], at id: CheckpointID? = nil) throws(Failure) -> CheckpointID {
        if let missing {
            throw Failure(
                .invalidUpdate,
                message: "an update of the nested graph \"\(missing)\", which graph \"\(graph.name)\" does not have")
        }
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
        return Session(options.settings)
    }

    /// A run that stands at a checkpoint, to look at or to write to.
    func run(at saved: SavedCheckpoint?, _ session: Session) throws(Failure) -> Run {
        let run = Run(graph, session: session, parent: nil)
        run.saver = CheckpointWriter(
            checkpointer, thread: threadID, namespace: namespace, parents: saved?.parents ?? [:], session: session,
            graph: graph)
        if let saved { try run.adopt(saved) }
        return run
    }
}
