import PregelValues

/// A run's options where its runs look them up: a class, so that reading one does not copy all.
final class RunSettings: Sendable {
    let recursionLimit: Int
    let maxConcurrency: Int
    let stream: StreamMode
    let streamsSubgraphs: Bool
    let onStream: (@Sendable (StreamEntry) -> Void)?
    let interruptBefore: Breakpoints
    let interruptAfter: Breakpoints
    let threadID: String?
    let checkpointID: CheckpointID?
    let checkpoints: [String: CheckpointID]
    let isStrict: Bool
    let control: RunControl?
    let onLifecycle: (@Sendable (LifecycleEvent) -> Void)?
    let checkAnswer: (@Sendable (Value, Value) -> String?)?
    let cache: (any NodeCache)?
    let store: (any Store)?
    let durability: Durability
    let metadata: Value?
    let checkpointer: (any Checkpointer)?
    let stepTimeout: Int64
    let clock: any EngineClock
    let random: @Sendable () -> Double
    let isSingleThreaded: Bool

    /// The defaults.
    static let none = RunSettings(RunOptions())

    init(_ options: RunOptions) {
        recursionLimit = options.recursionLimit
        maxConcurrency = max(options.maxConcurrency ?? Int.max, 1)
        stream = options.onStream == nil ? [] : options.stream
        streamsSubgraphs = options.streamsSubgraphs
        onStream = options.onStream
        interruptBefore = options.interruptBefore
        interruptAfter = options.interruptAfter
        threadID = options.threadID
        checkpointID = options.checkpoints[""] ?? options.checkpointID
        checkpoints = options.checkpoints
        isStrict = options.isStrict
        control = options.control
        onLifecycle = options.onLifecycle
        checkAnswer = options.checkAnswer
        cache = options.cache
        store = options.store
        durability = options.durability
        metadata = options.metadata
        checkpointer = options.checkpointer
        stepTimeout = options.stepTimeout
        clock = options.clock
        random = options.random
        isSingleThreaded = options.isSingleThreaded
    }
}
