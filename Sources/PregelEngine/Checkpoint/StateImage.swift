import Synchronization

/// A state as a checkpoint keeps it: whole, or as what has changed since another one.
///
/// A checkpoint in memory so costs what its superstep changed, not what the graph holds. Of a row of changes every so often
/// one is whole, so that none takes long to look at.
final class StateImage: Sendable {
    private let whole = AtomicLazyReference<WholeState>()
    /// What the changes are based on; `nil` where it is whole from the start.
    private let base: StateImage?
    private let cells: [ChangedCell]
    /// What nodes have seen, by its place in the state.
    private let seen: [SeenVersion]
    private let rest: RunState.Rest
    /// How many changes, and images, are looked at for the state.
    private let weight: Int
    private let depth: Int

    private struct ChangedCell: Sendable {
        let channel: Int
        let version: Int64
        let cell: ChannelCell
    }

    private struct SeenVersion: Sendable {
        let place: Int
        let version: Int64
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
    init(_ state: RunState) {
        base = nil
        (cells, seen) = ([], [])
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
        self.base = base
        weight = base.weight + changes
        depth = base.depth + 1
        rest = state.rest
        let (now, versions, marks) = (state.cells.pointer, state.versions.pointer, state.seen.pointer)
        cells = state.changes.channels.map { ChangedCell(channel: $0, version: versions[$0], cell: now[$0]) }
        seen = state.changes.nodes.flatMap { id in
            graph.nodeTable.with(id) { node in
                (node.seenBase..<node.seenBase + node.triggers.count).map {
                    SeenVersion(place: $0, version: marks[$0])
                }
            }
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
            for mark in image.seen { marks[mark.place] = mark.version }
        }
        state.rest = rest
        return state
    }

    /// Keeps the whole state here too, where nobody will change it any more: the next run begins with it.
    func settle(_ state: RunState) { _ = whole.storeIfNil(WholeState(state)) }
}
