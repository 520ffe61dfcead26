import Synchronization

/// A state as a checkpoint keeps it: whole, or as what has changed since another one.
///
/// A checkpoint in memory so costs what its superstep changed, not what the graph holds. Of a row of changes every so often
/// one is whole, so that none takes long to look at.
final class StateImage: @unchecked Sendable {
    let graph: CompiledGraph
    /// The whole state, which this counts; `nil` as long as nobody has made it.
    private let whole = Atomic<Unmanaged<WholeState>?>(nil)
    /// What the changes are based on; `nil` for the state before the first input, and where it is whole from the start.
    private let base: StateImage?
    private let changes: StateDelta?
    private let packets: [Packet]
    /// How many changes, and images, are looked at for the state.
    private let weight: Int
    private let depth: Int

    private final class WholeState: Sendable {
        let state: RunState

        init(_ state: consuming RunState) {
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
        changes = nil
        packets = []
        (weight, depth) = (0, 0)
        settle(state)
    }

    /// What has changed of a state since it was `base`, or since it was new; `nil` where keeping the whole is worth more.
    init?(_ state: inout RunState, since base: StateImage?, of graph: CompiledGraph) {
        let count = state.changes.channels.count + state.changes.nodes.count
        let (weight, depth) = base.map { ($0.weight + count, $0.depth + 1) } ?? (count, 1)
        guard state.changes.isTracked, depth <= StateImage.deepest, weight <= max(state.cells.count, 64) else {
            return nil
        }
        self.graph = graph
        self.base = base
        self.weight = weight
        self.depth = depth
        changes = StateDelta(&state, of: graph)
        packets = state.packets
    }

    deinit {
        changes?.free()
        whole.load(ordering: .relaxed)?.release()
    }

    /// The state.
    var state: RunState {
        if let state = wholeState { return state }
        var row = [self]
        var next = base
        while let image = next, image.whole.load(ordering: .acquiring) == nil {
            row.append(image)
            next = image.base
        }
        var state = next?.wholeState ?? RunState(graph)
        for image in row.reversed() { image.changes?.give(to: &state) }
        state.packets = packets
        return state
    }

    /// Keeps the whole state here too, where nobody will change it any more: the next run begins with it.
    func settle(_ state: consuming RunState) {
        let made = Unmanaged.passRetained(WholeState(state))
        if !whole.compareExchange(expected: nil, desired: made, ordering: .acquiringAndReleasing).exchanged {
            made.release()
        }
    }

    private var wholeState: RunState? {
        guard let whole = whole.load(ordering: .acquiring) else { return nil }
        return whole._withUnsafeGuaranteedRef { $0.state }
    }
}
