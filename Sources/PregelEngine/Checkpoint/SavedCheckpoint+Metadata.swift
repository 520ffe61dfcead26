import PregelValues

/// What checkpoints say of themselves besides their state (LangGraph `CheckpointMetadata`, CP-2).
extension SavedCheckpoint {
    /// Names of LangGraph's own, which a run's metadata cannot take.
    private static let reserved: Set<String> = [
        "source", "step", "parents", "thread_id", "checkpoint_id", "checkpoint_ns", "checkpoint_map", "langgraph_step",
        "langgraph_node", "langgraph_triggers", "langgraph_path", "langgraph_checkpoint_ns",
    ]

    /// The part of a run's metadata that checkpoints keep.
    static func kept(of metadata: Value?) -> Value? {
        guard let metadata, metadata.kind == .object else { return nil }
        return .object(
            metadata.members.compactMap { key, value in
                guard !reserved.contains(key), !key.utf8.starts(with: "__".utf8) else { return nil }
                switch value.kind {
                case .string: return (key: key, value: Value((value.string ?? "").filter { $0 != "\0" }))
                case .int, .double, .bool: return (key: key, value: value)
                default: return nil
                }
            })
    }

    /// Whether the checkpoint has all these values: of its source, its step, its parents and its run's metadata. What
    /// is not there counts as null (CP-10).
    func matches(_ filter: Value) -> Bool {
        filter.members.allSatisfy { key, value in
            switch key {
            case "source": value == Value(source.rawValue)
            case "step": value == Value(step)
            case "parents":
                value == .object(parents.map { (key: $0.key, value: Value($0.value.description)) })
            default: value == (metadata?[key] ?? .null)
            }
        }
    }
}
