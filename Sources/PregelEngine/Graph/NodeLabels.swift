import CPregelABI
import PregelValues

/// What is shown of a node wherever its tasks are: an object of its own, so that whoever keeps what was shown does not keep
/// the node, and what it runs.
final class NodeLabels: ValueOwner, @unchecked Sendable {
    let name: Value
    /// The names of the channels that trigger it, sorted: LangGraph shows all of them, whichever it was.
    let triggers: Value
    let metadata: Value?
    /// The names of the state's channels.
    let channels: NameTable
    /// `name`, `triggers` and `metadata` as they lie in memory: they count no reference where they are shown.
    let rawName, rawTriggers: pregel_value
    let rawMetadata: pregel_value?

    init(name: String, triggers: [String], metadata: Value?, channels: NameTable) {
        self.name = Value(name)
        self.triggers = .array(triggers.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { Value($0) })
        self.metadata = metadata
        self.channels = channels
        (rawName, rawTriggers, rawMetadata) = (self.name.raw, self.triggers.raw, metadata?.raw)
    }
}
