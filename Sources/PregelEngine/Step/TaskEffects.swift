import PregelValues

/// A packet: a node to run in the next superstep, with an argument of its own (LangGraph `Send`).
struct Packet: Sendable {
    let node: Int
    let argument: Value
}

extension UnsafePointer<TaskWrite> {
    /// The write itself, which stands first in the struct.
    @inline(__always)
    var write: UnsafePointer<ChannelWrite> { UnsafeRawPointer(self).assumingMemoryBound(to: ChannelWrite.self) }
}

/// A write of a task. A struct of its own, not a tuple: arrays of tuples are copied by way of runtime metadata.
struct TaskWrite: Sendable {
    var write: ChannelWrite
    let channel: Int

    init(channel: Int, write: consuming ChannelWrite) {
        self.write = write
        self.channel = channel
    }
}

/// A member of a join that has run.
struct JoinSignal: Sendable {
    let channel: Int
    let member: Int
}

/// The value that its writes give a channel which is nothing but its value.
struct ChangedValue: Sendable {
    let channel: Int
    var value: Value
}

/// Any other channel as its writes leave it.
struct ChangedChannel: Sendable {
    let channel: Int
    let cell: ChannelCell
}

/// What one task did: nothing of it holds until its superstep is applied.
///
/// Channels and nodes are meant by id, of the task's own graph, or of its parent's where `commandsParent`.
///
/// Filled by the task, then read when the superstep is applied; a class so that its memory is used again.
final class TaskEffects: @unchecked Sendable {
    /// State channels that were written, each once, in the order of the first write.
    private(set) var writes = ReusedList<TaskWrite>()
    /// The greatest channel that `write` wrote; -1 for none.
    private var lastChannel = -1
    /// Whether `values` and `cells` are up to date.
    var isStaged = false
    /// Whether all of this is meant for the parent graph.
    var commandsParent = false
    /// Whether a channel may stand twice in `writes`: what several commands wrote adds up.
    var repeatsChannels = false
    /// Control channels that were written: triggers and joins, with the join's member.
    var triggers = ReusedList<Int>()
    var joins = ReusedList<JoinSignal>()
    /// Packets in the order in which they were sent.
    var packets = ReusedList<Packet>()
    /// Nodes that the task went to by itself.
    var targets = ReusedList<Int>()
    /// Channels as this task's writes alone leave them: a conditional edge may see them, and applying takes them if nobody
    /// else writes them.
    var values = ReusedList<ChangedValue>()
    var cells = ReusedList<ChangedChannel>()
    /// The run's input, for the hidden first node; only the run's own pseudo-task has it.
    var input: Value?

    /// Writes a channel; an earlier write of the same task keeps its place but not its value.
    @inline(__always)
    func write(_ channel: Int, _ write: consuming ChannelWrite) {
        isStaged = false
        // Most tasks write in the order of their channels: what is behind all of them was not written.
        if channel <= lastChannel {
            for place in writes.indices where writes[place].channel == channel {
                writes[place].write = write
                return
            }
        } else {
            lastChannel = channel
        }
        writes.append(TaskWrite(channel: channel, write: write))
    }

    /// Holds these writes instead.
    func assign(writes: some Sequence<TaskWrite>) {
        self.writes.assign(writes)
        lastChannel = .max
    }

    /// Adds what another task did, which loses it.
    @inline(__always)
    func take(_ other: TaskEffects) {
        writes.take(&other.writes)
        lastChannel = .max
        other.lastChannel = -1
        triggers.take(&other.triggers)
        joins.take(&other.joins)
        packets.take(&other.packets)
    }

    /// Takes what a router gave.
    @inline(never)
    func takeTargets(of router: TaskEffects) {
        packets.take(&router.packets)
        triggers.take(&router.triggers)
    }

    /// Forgets what the writes lead to.
    @inline(__always)
    func unstage() {
        isStaged = false
        values.removeAll()
        cells.removeAll()
    }

    /// Forgets everything, and keeps the memory.
    func removeAll() {
        writes.removeAll()
        lastChannel = -1
        triggers.removeAll()
        joins.removeAll()
        packets.removeAll()
        targets.removeAll()
        unstage()
        if input != nil { input = nil }
        commandsParent = false
        repeatsChannels = false
    }
}
