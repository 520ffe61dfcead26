import PregelValues

/// What the checkpoints of one run of a graph have in common; one object for all of them.
final class CheckpointOrigin: Sendable {
    let thread: String
    let namespace: String
    /// The checkpoints of the graphs around the run, by namespace (CP-2).
    let parents: [String: CheckpointID]
    /// The part of the run's metadata that checkpoints keep.
    let metadata: Value?

    init(thread: String, namespace: String, parents: [String: CheckpointID] = [:], metadata: Value? = nil) {
        self.thread = thread
        self.namespace = namespace
        self.parents = parents
        self.metadata = metadata
    }
}
