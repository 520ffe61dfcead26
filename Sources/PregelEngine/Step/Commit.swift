import PregelValues

/// One superstep's changes on their way into the state. Nothing of it can be refused: that is found out before.
///
/// The state's memory is looked up once, and no channel is copied.
struct Commit {
    private unowned(unsafe) let graph: CompiledGraph
    private let cells: UnsafeMutablePointer<ChannelCell>
    private let versions: UnsafeMutablePointer<Int64>
    private let seen: UnsafeMutablePointer<Int64>
    /// The state, whose place does not change while it is committed to.
    private let state: UnsafeMutablePointer<RunState>
    /// The version of what this superstep changes.
    private let next: Int64
    private let isTracked: Bool
    private var hasChanged = false
    /// Whether a channel that changed triggers a node.
    private(set) var leads = false

    /// Runs `body` with a commit to the state.
    @inline(__always)
    static func run(_ graph: CompiledGraph, _ state: inout RunState, _ body: (inout Commit) -> Void) {
        withUnsafeMutablePointer(to: &state) { state in
            var commit = Commit(graph, state)
            body(&commit)
            commit.finish()
        }
    }

    /// Takes the state's memory until `finish`.
    @inline(__always)
    private init(_ graph: CompiledGraph, _ state: UnsafeMutablePointer<RunState>) {
        self.graph = graph
        self.state = state
        let own = state.pointee.table.unique()
        (cells, versions, seen) = (own.cells, own.versions, own.seen)
        next = state.pointee.newest + 1
        isTracked = state.pointee.changes.isTracked
        state.pointee.updated.removeAll()
    }

    /// Notes for a node what it has seen.
    @inline(__always)
    mutating func markSeen(_ node: CompiledGraph.Node) {
        if isTracked { state.pointee.changes.note(node: node.id) }
        var place = node.seenBase
        for channel in node.triggers {
            seen[place] = versions[channel]
            place += 1
        }
    }

    /// Consumes what triggered a node: only joins and what waits for the end of the run. A trigger of its own ends by itself.
    mutating func consume(_ node: CompiledGraph.Node) {
        guard node.consumes else { return }
        for channel in node.triggers where cells[channel].consume() { touch(channel) }
    }

    /// Writes the trigger of a node; a second time changes nothing, for however many edges lead to it it takes one null.
    @inline(__always)
    mutating func set(trigger channel: Int) {
        if let changed = cells[channel].set(true) {
            if changed, versions[channel] != next { note(channel) }
        } else {
            write(channel, .null)
        }
    }

    /// Writes what is no state channel.
    mutating func write(_ channel: Int, _ value: Value) {
        if cells[channel].isPlain {
            // Only a reducer refuses, and what is no state channel has none.
            var written = value
            exchange(channel, &written)
            return
        }
        if ((try? cells[channel].take(ChannelWrite(value: value))) ?? false) { note(channel) }
    }

    /// Tells joins which of their members have run. What comes in a row for a join is one update: a thousand nodes that run
    /// beside each other mostly lead to the same one.
    @inline(never)
    mutating func signal(_ signals: UnsafeBufferPointer<JoinSignal>) {
        var rest = signals[...]
        while let channel = rest.first?.channel {
            let others = rest.drop { $0.channel == channel }
            if cells[channel].signal(UnsafeBufferPointer(rebasing: rest[..<others.startIndex])) { note(channel) }
            rest = others
        }
    }

    /// The channel that a run's input is written to.
    var startChannel: Int { graph.startChannel }

    /// Gives a channel the value that its writes have come to, and takes the old one in return.
    @inline(__always)
    mutating func exchange(_ channel: Int, _ value: inout Value) {
        cells[channel].exchange(&value)
        touch(channel)
        state.pointee.updated.append(channel)
        if graph.sole[channel] != CompiledGraph.triggersNone { leads = true }
    }

    /// Gives a channel the content that its writes have come to.
    mutating func replace(_ channel: Int, _ cell: ChannelCell) {
        cells[channel] = cell
        note(channel)
    }

    /// Clears what lives for one superstep and was not written in this one.
    @inline(__always)
    mutating func clear() {
        // By place: a list that is walked is counted.
        for place in state.pointee.transient.indices {
            let channel = state.pointee.transient[place]
            if versions[channel] == next { continue }
            if let changed = cells[channel].set(false) ?? cells[channel].clearPlain() {
                if changed { touch(channel) }
            } else if (try? cells[channel].update(EmptyCollection())) ?? false {
                note(channel)
            }
        }
        state.pointee.transient.removeAll()
    }

    /// Nothing is left to run: what waits for the end of the run becomes available.
    mutating func finishWaiting() {
        for channel in graph.finishing where cells[channel].finish() { note(channel) }
    }

    /// Forgets the packets that have run.
    @inline(__always)
    func dropPackets() { if !state.pointee.packets.isEmpty { state.pointee.packets.clear() } }

    /// Takes the packets of a task.
    @inline(__always)
    func takePackets(of effects: TaskEffects) {
        for place in effects.packets.indices { state.pointee.packets.append(effects.packets[place]) }
    }

    /// Notes the version, and what the next superstep may clear.
    @inline(__always)
    private func finish() {
        if hasChanged || !state.pointee.packets.isEmpty { state.pointee.newest = next }
        let known = state.pointee.transient.count
        for place in state.pointee.updated.indices {
            let channel = state.pointee.updated[place]
            guard graph.clears[channel] else { continue }
            if known == 0 || !state.pointee.transient[..<known].contains(channel) {
                state.pointee.transient.append(channel)
            }
        }
        state.pointee.knowsUpdated = true
    }

    @inline(__always)
    private mutating func touch(_ channel: Int) {
        if isTracked, versions[channel] != next { state.pointee.changes.note(channel: channel) }
        versions[channel] = next
        hasChanged = true
    }

    /// Gives a changed channel its version, and puts it on the list of updated ones if it is available.
    @inline(__always)
    private mutating func note(_ channel: Int) {
        touch(channel)
        guard cells[channel].isAvailable else { return }
        state.pointee.updated.append(channel)
        if graph.sole[channel] != CompiledGraph.triggersNone { leads = true }
    }
}
