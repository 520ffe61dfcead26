public import PregelValues

/// How one run is run.
public struct RunOptions: Sendable {
    /// The most supersteps before the run fails with `GRAPH_RECURSION_LIMIT`; at least 1, or it is an `INVALID_OPTIONS`.
    public var recursionLimit = 25
    /// The most tasks of a superstep at a time; `nil` for no limit.
    public var maxConcurrency: Int?
    /// What `onStream` gets.
    public var stream: StreamMode = []
    /// Whether `onStream` gets entries of nested graphs too.
    public var streamsSubgraphs = false
    /// Gets the stream's entries, one at a time, in order; called on the threads that make them, and must not block for long.
    public var onStream: (@Sendable (StreamEntry) -> Void)?
    /// Nodes before which the run stops, in place of the graph's own; `none` leaves those.
    public var interruptBefore = Breakpoints.none
    /// Nodes after which the run stops, in place of the graph's own; `none` leaves those.
    public var interruptAfter = Breakpoints.none
    /// The thread of checkpoints that the run belongs to; used with a checkpointer.
    public var threadID: String?
    /// The checkpoint that the run goes on from, be it the newest or not (time travel); `nil` for the newest.
    public var checkpointID: CheckpointID?
    /// Checkpoints that the graphs of the run go on from, by namespace, as a snapshot's `checkpoints` has them: the root
    /// from its own, rather than from `checkpointID`, and a nested graph that keeps its own history from its own (TT-5).
    public var checkpoints: [String: CheckpointID] = [:]
    /// Whether an answer by id to a question that does not wait for one fails the run with `UNKNOWN_INTERRUPT`, rather
    /// than being ignored; also an empty object as the answer (INT-6).
    public var isStrict = false
    /// Where checkpoints are kept; `nil` for nowhere.
    public var checkpointer: (any Checkpointer)?
    /// When checkpoints are saved.
    public var durability = Durability.async
    /// Where results of nodes with a cache policy are kept; `nil` for nowhere.
    public var cache: (any NodeCache)?
    /// Items that outlive threads, for nodes (`TaskContext.store`); `nil` for none.
    public var store: (any Store)?
    /// Ends the run early where it asks for it.
    public var control: RunControl?
    /// Is told when a run goes on from a checkpoint, and when the root ends at a question or breakpoint; on the driver's
    /// thread.
    public var onLifecycle: (@Sendable (LifecycleEvent) -> Void)?
    /// Says what is wrong with an answer to a question that has a schema; `nil` takes every answer.
    public var checkAnswer: (@Sendable (_ answer: Value, _ schema: Value) -> String?)?
    /// An object; its texts, numbers and booleans are kept with each checkpoint (CP-2).
    public var metadata: Value?
    /// The longest that a superstep may take, in nanoseconds; 0 for no limit.
    public var stepTimeout: Int64 = 0
    /// The run's clock.
    package var clock: any EngineClock = SystemClock.shared
    /// Random numbers in 0..<1, for jitter.
    package var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
    /// Whether nodes run on the driver's thread alone: nothing is spread over threads.
    package var isSingleThreaded = false

    /// The defaults.
    public init() {}
}
