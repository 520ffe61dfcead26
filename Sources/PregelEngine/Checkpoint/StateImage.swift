import Synchronization

/// A state as a checkpoint keeps it: whole, or as what has changed since another one.
///
/// A checkpoint in memory so costs what its superstep changed, not what the graph holds. Of a row of changes every so often
/// one is whole, so that none takes long to look at.
final class StateImage: Sendable {
    let graph: CompiledGraph
    private let whole = AtomicLazyReference<WholeState>()
    /// What the changes are based on; `nil` where it is whole from the start.
    private let base: StateImage?
    private let cells: [ChangedCell]
    /// What nodes have seen, and what else a state has.
    private let rest: RunState.Rest
    /// How many changes, and images, are looked at for the state.
    private let weight: Int
    private let depth: Int

    private struct ChangedCell: Sendable {
        let channel: Int
        let version: Int64
        let cell: ChannelCell
    }

    private final class WholeState: Sendable {
        let state: RunState

        init(_ state: RunState) {
            var state = state
            state.changes.end()
            self.state = state
        }
    }

    /// A row of more images is not looked at.
    private static let deepest = 256

    /// The whole state.
    init(_ state: RunState, of graph: CompiledGraph) {
        self.graph = graph
        base = nil
        cells = []
        rest = RunState.Rest()
        (weight, depth) = (0, 0)
        _ = whole.storeIfNil(WholeState(state))
    }

    /// What has changed of a state since it was `base`; `nil` where keeping the whole is worth more.
    init?(_ state: inout RunState, since base: StateImage, of graph: CompiledGraph) {
        let changes = state.changes.channels.count + state.changes.nodes.count
        guard state.changes.isTracked, base.depth < StateImage.deepest,
            base.weight + changes <= max(state.cells.count, 64)
        else { return nil }
        self.graph = graph
        self.base = base
        weight = base.weight + changes
        depth = base.depth + 1
        rest = RunState.Rest(state, of: graph)
        let (now, versions, channels) = (state.cells.pointer, state.versions.pointer, state.changes.channels)
        cells = Array(unsafeUninitializedCapacity: channels.count) { place, count in
            for (index, channel) in channels.enumerated() {
                (place.baseAddress.unsafelyUnwrapped + index).initialize(
                    to: ChangedCell(channel: channel, version: versions[channel], cell: now[channel]))
            }
            count = channels.count
        }
    }

    /// The state.
    var state: RunState {
        if let whole = whole.load() { return whole.state }
        var row = [self]
        var next = base
        while let image = next, image.whole.load() == nil {
            row.append(image)
            next = image.base
        }
        guard var state = next?.whole.load()?.state else { preconditionFailure("the first image of a row is whole") }
        let (now, versions, marks) = (state.cells.unique(), state.versions.unique(), state.seen.unique())
        for image in row.reversed() {
            for changed in image.cells {
                now[changed.channel] = changed.cell
                versions[changed.channel] = changed.version
            }
            image.rest.forEachSeen { place, version in marks[place] = version }
        }
        rest.give(to: &state)
        return state
    }

    /// Keeps the whole state here too, where nobody will change it any more: the next run begins with it.
    func settle(_ state: RunState) { _ = whole.storeIfNil(WholeState(state)) }
}
