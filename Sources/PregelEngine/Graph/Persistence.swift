/// Where a nested graph keeps its checkpoints (LangGraph's `checkpointer` of a compiled subgraph).
public enum Persistence: String, Sendable, CaseIterable {
    /// With its parent's: a run of the node can be gone on with, and every run of it starts afresh (SUB-2).
    case inherit
    /// For itself: every run of the node goes on from where the last one ended (SUB-3).
    case own
    /// Nowhere: it starts again from its input (SUB-4).
    case none
}
