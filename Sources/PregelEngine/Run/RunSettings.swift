import PregelValues

/// What a run's options are, where its runs look them up: an object, so that neither handing them on nor reading one copies
/// them all. Never changed once a run has it: `RunOptions` makes another one first.
final class RunSettings: @unchecked Sendable {
    var recursionLimit: Int = 25 { didSet { noteStart() } }
    var maxConcurrency: Int?
    var stream: StreamMode = [] { didSet { noteStream() } }
    var streamsSubgraphs: Bool = false
    var onStream: (@Sendable (StreamEntry) -> Void)? { didSet { noteStream() } }
    var interruptBefore: Breakpoints = Breakpoints.none { didSet { noteStops() } }
    var interruptAfter: Breakpoints = Breakpoints.none { didSet { noteStops() } }
    var threadID: String?
    var checkpointID: CheckpointID? { didSet { noteStart() } }
    var checkpoints: [String: CheckpointID] = [:] { didSet { noteStart() } }
    var isStrict: Bool = false
    var checkpointer: (any Checkpointer)? { didSet { noteStart() } }
    var durability: Durability = Durability.async { didSet { noteStart() } }
    var cache: (any NodeCache)? { didSet { noteStops() } }
    var store: (any Store)?
    var control: RunControl? { didSet { noteStops() } }
    var onLifecycle: (@Sendable (LifecycleEvent) -> Void)?
    var onRetry: (@Sendable (RetryNotice) -> Void)?
    var onHeldUp: (@Sendable (Failure) -> Void)?
    var checkAnswer: (@Sendable (_ answer: Value, _ schema: Value) -> String?)?
    var metadata: Value?
    var stepTimeout: Int64 = 0 { didSet { noteStops() } }
    var clock: any EngineClock = SystemClock.shared
    var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
    var isSingleThreaded: Bool = false
    /// What is streamed: nothing where nobody gets it.
    private(set) var streamed: StreamMode = []
    /// `onStream`, as entries are handed to it.
    private(set) var sink: StreamSink?
    /// Whether supersteps have a limit of time: then no node runs on the driver's thread, which would notice too late.
    private(set) var isStepTimed = false
    /// Whether nothing stops a run between supersteps but its own nodes; breakpoints are for root runs alone.
    private(set) var isUnstopped = true
    private(set) var hasBreakpoints = false
    /// Whether a run with new input just begins: there is nothing to load, and nothing to refuse.
    private(set) var startsAnew = true

    /// The defaults.
    static let none = RunSettings()

    init() {}

    init(copying other: RunSettings) {
        recursionLimit = other.recursionLimit
        maxConcurrency = other.maxConcurrency
        stream = other.stream
        streamsSubgraphs = other.streamsSubgraphs
        onStream = other.onStream
        interruptBefore = other.interruptBefore
        interruptAfter = other.interruptAfter
        threadID = other.threadID
        checkpointID = other.checkpointID
        checkpoints = other.checkpoints
        isStrict = other.isStrict
        checkpointer = other.checkpointer
        durability = other.durability
        cache = other.cache
        store = other.store
        control = other.control
        onLifecycle = other.onLifecycle
        onRetry = other.onRetry
        onHeldUp = other.onHeldUp
        checkAnswer = other.checkAnswer
        metadata = other.metadata
        stepTimeout = other.stepTimeout
        clock = other.clock
        random = other.random
        isSingleThreaded = other.isSingleThreaded
        noteStream()
        noteStops()
        noteStart()
    }

    /// The most tasks of a superstep at a time.
    var concurrencyLimit: Int { max(maxConcurrency ?? Int.max, 1) }

    /// The checkpoint that the root goes on from.
    var rootCheckpoint: CheckpointID? { checkpoints[""] ?? checkpointID }

    private func noteStream() {
        streamed = onStream == nil ? [] : stream
        sink = onStream.map { StreamSink($0) }
    }

    private func noteStart() {
        startsAnew = checkpointer == nil && rootCheckpoint == nil && durability != .sync && recursionLimit >= 1
    }

    private func noteStops() {
        isUnstopped = control == nil && stepTimeout == 0 && cache == nil
        isStepTimed = stepTimeout > 0
        hasBreakpoints = !interruptBefore.isNone || !interruptAfter.isNone
    }
}
