import PregelValues

/// Saves a root run's state after each superstep, each checkpoint before the next superstep begins.
final class CheckpointWriter {
    private let checkpointer: any Checkpointer
    private let thread: String
    private let codec: StateCodec
    private var parent: String?
    private var count = 0
    /// The first failure to save; it ends the run.
    private(set) var failure: Failure?

    init(_ checkpointer: any Checkpointer, thread: String, graph: CompiledGraph) {
        self.checkpointer = checkpointer
        self.thread = thread
        codec = StateCodec(graph: graph)
    }

    /// The newest saved state of the thread and its superstep; `nil` on a new thread.
    func load() throws(Failure) -> (state: RunState, step: Int)? {
        guard let saved = try checkpointer.get(thread: thread, namespace: "", id: nil) else { return nil }
        parent = saved.id
        count = Int(saved.id) ?? 0
        return (codec.decode(saved.state), saved.step)
    }

    /// Saves the run's state.
    func save(_ run: Run, source: SavedCheckpoint.Source) {
        guard failure == nil else { return }
        count += 1
        let digits = String(count)
        let id = String(repeating: "0", count: max(20 - digits.count, 0)) + digits
        let checkpoint = SavedCheckpoint(
            thread: thread, namespace: "", id: id, parent: parent, source: source, step: run.step,
            state: codec.encode(run.state))
        do throws(Failure) {
            try checkpointer.put(checkpoint)
        } catch {
            failure = error
        }
        parent = id
    }
}
