import PregelValues

/// One superstep's changes on their way into the state. Nothing of it can be refused: that is found out before.
///
/// The state's memory is looked up once, and no channel is copied.
struct Commit {
    private unowned(unsafe) let graph: CompiledGraph
    private let cells: UnsafeMutablePointer<ChannelCell>
    private let versions: UnsafeMutablePointer<Int64>
    private let seen: UnsafeMutablePointer<Int64>
    /// The version of what this superstep changes.
    private let next: Int64
    /// Channels that changed and are available.
    private var updated = IndexList()
    private var hasChanged = false
    /// The state's, until `finish`.
    private var changes = StateChanges()
    /// Whether one of them triggers a node.
    private(set) var leads = false

    /// Takes the state's memory until `finish`.
    @inline(__always)
    init(_ graph: CompiledGraph, _ state: inout RunState) {
        self.graph = graph
        cells = state.cells.unique()
        versions = state.versions.unique()
        seen = state.seen.unique()
        next = state.newest + 1
        // The list of the last superstep is not needed any more, but its memory is.
        swap(&updated, &state.updated)
        updated.removeAll()
        swap(&changes, &state.changes)
    }

    /// Notes for a node what it has seen.
    @inline(__always)
    mutating func markSeen(_ node: CompiledGraph.Node) {
        changes.note(node: node.id)
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

    /// The channel that a run's input is written to.
    var startChannel: Int { graph.startChannel }

    /// Gives a channel the value that its writes have come to, and takes the old one in return.
    @inline(__always)
    mutating func exchange(_ channel: Int, _ value: inout Value) {
        cells[channel].exchange(&value)
        touch(channel)
        updated.append(channel)
        if graph.sole[channel] != CompiledGraph.triggersNone { leads = true }
    }

    /// Gives a channel the content that its writes have come to.
    mutating func replace(_ channel: Int, _ cell: ChannelCell) {
        cells[channel] = cell
        note(channel)
    }

    /// Clears what lives for one superstep and was not written in this one.
    @inline(__always)
    mutating func clear(_ transient: inout IndexList) {
        for channel in transient where versions[channel] != next {
            if let changed = cells[channel].set(false) ?? cells[channel].clearPlain() {
                if changed { touch(channel) }
            } else if (try? cells[channel].update(EmptyCollection())) ?? false {
                note(channel)
            }
        }
        transient.removeAll()
    }

    /// Nothing is left to run: what waits for the end of the run becomes available.
    mutating func finishWaiting() {
        for channel in graph.finishing where cells[channel].finish() { note(channel) }
    }

    /// Gives the memory back.
    @inline(__always)
    mutating func finish(_ state: inout RunState) {
        if hasChanged || !state.packets.isEmpty { state.newest = next }
        let known = state.transient.count
        for channel in updated where graph.clears[channel] {
            if known == 0 || !state.transient[..<known].contains(channel) { state.transient.append(channel) }
        }
        swap(&updated, &state.updated)
        state.knowsUpdated = true
        swap(&changes, &state.changes)
    }

    @inline(__always)
    private mutating func touch(_ channel: Int) {
        if versions[channel] != next { changes.note(channel: channel) }
        versions[channel] = next
        hasChanged = true
    }

    /// Gives a changed channel its version, and puts it on the list of updated ones if it is available.
    @inline(__always)
    private mutating func note(_ channel: Int) {
        touch(channel)
        guard cells[channel].isAvailable else { return }
        updated.append(channel)
        if graph.sole[channel] != CompiledGraph.triggersNone { leads = true }
    }
}
