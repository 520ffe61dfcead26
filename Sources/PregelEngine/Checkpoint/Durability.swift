/// When checkpoints are saved (LangGraph `Durability`, CP-5).
public enum Durability: String, Sendable, CaseIterable {
    /// Before the next superstep begins.
    case sync
    /// In order, while the run goes on; a failure to save ends the run at its end at the latest.
    case async
    /// Once, when the run ends.
    case exit
}
