public import PregelValues

/// How one run is run. Copies share memory until one of them changes.
public struct RunOptions: Sendable {
    /// What runs look at.
    private(set) var settings: RunSettings

    /// The defaults.
    public init() { settings = RunSettings() }

    /// The most supersteps before the run fails with `GRAPH_RECURSION_LIMIT`; at least 1, or it is an `INVALID_OPTIONS`.
    public var recursionLimit: Int {
        get { settings.recursionLimit }
        set { own().recursionLimit = newValue }
    }
    /// The most tasks of a superstep at a time; `nil` for no limit.
    public var maxConcurrency: Int? {
        get { settings.maxConcurrency }
        set { own().maxConcurrency = newValue }
    }
    /// What `onStream` gets.
    public var stream: StreamMode {
        get { settings.stream }
        set { own().stream = newValue }
    }
    /// Whether `onStream` gets entries of nested graphs too.
    public var streamsSubgraphs: Bool {
        get { settings.streamsSubgraphs }
        set { own().streamsSubgraphs = newValue }
    }
    /// Gets the stream's entries, one at a time, in order; called on the threads that make them, and must not block for long.
    public var onStream: (@Sendable (StreamEntry) -> Void)? {
        get { settings.onStream }
        set { own().onStream = newValue }
    }
    /// Nodes before which the run stops, in place of the graph's own; `none` leaves those.
    public var interruptBefore: Breakpoints {
        get { settings.interruptBefore }
        set { own().interruptBefore = newValue }
    }
    /// Nodes after which the run stops, in place of the graph's own; `none` leaves those.
    public var interruptAfter: Breakpoints {
        get { settings.interruptAfter }
        set { own().interruptAfter = newValue }
    }
    /// The thread of checkpoints that the run belongs to; used with a checkpointer.
    public var threadID: String? {
        get { settings.threadID }
        set { own().threadID = newValue }
    }
    /// The checkpoint that the run goes on from, be it the newest or not (time travel); `nil` for the newest.
    public var checkpointID: CheckpointID? {
        get { settings.checkpointID }
        set { own().checkpointID = newValue }
    }
    /// Checkpoints that the graphs of the run go on from, by namespace, as a snapshot's `checkpoints` has them: the root
    /// from its own, rather than from `checkpointID`, and a nested graph that keeps its own history from its own (TT-5).
    public var checkpoints: [String: CheckpointID] {
        get { settings.checkpoints }
        set { own().checkpoints = newValue }
    }
    /// Whether an answer by id to a question that does not wait for one fails the run with `UNKNOWN_INTERRUPT`, rather
    /// than being ignored; also an empty object as the answer (INT-6).
    public var isStrict: Bool {
        get { settings.isStrict }
        set { own().isStrict = newValue }
    }
    /// Where checkpoints are kept; `nil` for nowhere.
    public var checkpointer: (any Checkpointer)? {
        get { settings.checkpointer }
        set { own().checkpointer = newValue }
    }
    /// When checkpoints are saved.
    public var durability: Durability {
        get { settings.durability }
        set { own().durability = newValue }
    }
    /// Where results of nodes with a cache policy are kept; `nil` for nowhere.
    public var cache: (any NodeCache)? {
        get { settings.cache }
        set { own().cache = newValue }
    }
    /// Items that outlive threads, for nodes (`TaskContext.store`); `nil` for none.
    public var store: (any Store)? {
        get { settings.store }
        set { own().store = newValue }
    }
    /// Ends the run early where it asks for it.
    public var control: RunControl? {
        get { settings.control }
        set { own().control = newValue }
    }
    /// Is told when a run goes on from a checkpoint, and when the root ends at a question or breakpoint; on the driver's
    /// thread.
    public var onLifecycle: (@Sendable (LifecycleEvent) -> Void)? {
        get { settings.onLifecycle }
        set { own().onLifecycle = newValue }
    }
    /// Is told of each attempt that failed and is followed by another one; on the driver's thread.
    public var onRetry: (@Sendable (RetryNotice) -> Void)? {
        get { settings.onRetry }
        set { own().onRetry = newValue }
    }
    /// Is told where a superstep's time is over and the run cannot end it, since a router or reducer does not return to its
    /// driver; on another thread. Whoever waits for the run may stop waiting: it goes on if that ever returns.
    public var onHeldUp: (@Sendable (Failure) -> Void)? {
        get { settings.onHeldUp }
        set { own().onHeldUp = newValue }
    }
    /// Says what is wrong with an answer to a question that has a schema; `nil` takes every answer.
    public var checkAnswer: (@Sendable (_ answer: Value, _ schema: Value) -> String?)? {
        get { settings.checkAnswer }
        set { own().checkAnswer = newValue }
    }
    /// An object; its texts, numbers and booleans are kept with each checkpoint (CP-2).
    public var metadata: Value? {
        get { settings.metadata }
        set { own().metadata = newValue }
    }
    /// The longest that a superstep may take, in nanoseconds; 0 for no limit. Nobody waits for what runs longer; so that this
    /// is noticed, nodes run on threads of their own, which costs some microseconds each.
    public var stepTimeout: Int64 {
        get { settings.stepTimeout }
        set { own().stepTimeout = newValue }
    }
    /// The run's clock.
    package var clock: any EngineClock {
        get { settings.clock }
        set { own().clock = newValue }
    }
    /// Random numbers in 0..<1, for jitter.
    package var random: @Sendable () -> Double {
        get { settings.random }
        set { own().random = newValue }
    }
    /// Whether nodes run on the driver's thread alone: nothing is spread over threads.
    package var isSingleThreaded: Bool {
        get { settings.isSingleThreaded }
        set { own().isSingleThreaded = newValue }
    }

    /// Settings that no other copy shares.
    private mutating func own() -> RunSettings {
        if !isKnownUniquelyReferenced(&settings) { settings = RunSettings(copying: settings) }
        return settings
    }
}
