public import PregelValues

/// The state that a checkpoint keeps: as the engine has it, encoded only for who wants to store it elsewhere.
public struct SavedState: Sendable {
    enum Form: Sendable {
        case live(StateImage)
        /// Apart: seldom, and three times as large.
        indirect case encoded(Value)
    }

    let form: Form

    /// Takes back what `encoded` gave.
    public init(encoded: Value) { form = .encoded(encoded) }

    init(_ image: StateImage) { form = .live(image) }

    /// The state as one value, which names everything: it outlives the numbering of a graph.
    public var encoded: Value {
        switch form {
        case .live(let image): StateCodec(graph: image.graph).encode(image.state)
        case .encoded(let value): value
        }
    }

    /// The state for a run of `graph`: without what no checkpoint keeps.
    func state(for graph: CompiledGraph) -> RunState {
        if let image = image(for: graph) { return image.state.asSaved(graph) }
        return StateCodec(graph: graph).decode(encoded)
    }
}

extension SavedState {
    /// The state as it is kept in memory, for a run of `graph`; `nil` where it is kept in another form.
    func image(for graph: CompiledGraph) -> StateImage? {
        if case .live(let image) = form, image.graph === graph { return image }
        return nil
    }
}
