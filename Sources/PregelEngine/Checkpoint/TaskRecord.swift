import PregelValues

/// Which task of a superstep.
struct TaskKey: Sendable, Hashable {
    /// The node; -1 for what is no node's: a command from outside.
    let node: Int
    /// The packet's number, or -1.
    let packet: Int
    /// Whether it is the handler of the node's failure.
    var isHandler = false

    /// What a command from outside does to the state.
    static let command = TaskKey(node: -1, packet: -1)
}

/// What is known of a task of the superstep that follows a checkpoint (LangGraph's pending writes, `TaskStatus`).
///
/// A task has finished where it has an output; one that asks or has failed has none, whatever it did before.
struct TaskRecord: Sendable {
    let key: TaskKey
    /// Answers to its questions so far, in their order.
    var answers: [Value] = []
    /// Questions that nobody has answered.
    var interrupts: [Interrupt] = []
    /// Why it failed for good.
    var failure: Failure?
    /// Whether its failure was handed to the node's handler: when the thread goes on, that runs again, not the node.
    var isHandled = false
    /// What it did, once it has finished.
    var output: TaskOutput?

    /// The record as a checkpoint gives it back: without what none keeps (CH-12).
    func asSaved(_ graph: CompiledGraph) -> TaskRecord {
        guard graph.hasUntracked, let output else { return self }
        var record = self
        record.output?.writes = ShortList(output.writes.filter { graph.blank[$0.channel].isTracked })
        record.output?.packets = output.packets.map { Packet(node: $0.node, argument: graph.tracked($0.argument)) }
        return record
    }
}

/// What a finished task did.
struct TaskOutput: Sendable {
    var writes: ShortList<TaskWrite>
    var triggers: IndexList
    var joins: [JoinSignal]
    var packets: [Packet]

    init(_ effects: TaskEffects) {
        writes = effects.writes.short
        triggers = effects.triggers.ids
        joins = effects.joins.array
        packets = effects.packets.array
    }

    init() {
        writes = ShortList()
        triggers = IndexList()
        joins = []
        packets = []
    }

    /// Makes `effects` what they were when the task finished.
    func restore(_ effects: TaskEffects) {
        effects.assign(writes: writes)
        effects.triggers.assign(triggers)
        effects.repeatsChannels = true
        effects.joins.assign(joins)
        effects.packets.assign(packets)
    }
}
