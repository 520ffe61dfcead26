/// A run's options where its runs look them up: a class, so that reading one does not copy all.
final class RunSettings: Sendable {
    let recursionLimit: Int
    let maxConcurrency: Int
    let stream: StreamMode
    let streamsSubgraphs: Bool
    let onStream: (@Sendable (StreamEntry) -> Void)?
    let interruptBefore: RunOptions.Breakpoints
    let interruptAfter: RunOptions.Breakpoints
    let threadID: String?
    let checkpointer: (any Checkpointer)?
    let stepTimeout: Int64
    let clock: any EngineClock
    let random: @Sendable () -> Double
    let isSingleThreaded: Bool

    init(_ options: RunOptions) {
        recursionLimit = max(options.recursionLimit, 1)
        maxConcurrency = max(options.maxConcurrency ?? Int.max, 1)
        stream = options.onStream == nil ? [] : options.stream
        streamsSubgraphs = options.streamsSubgraphs
        onStream = options.onStream
        interruptBefore = options.interruptBefore
        interruptAfter = options.interruptAfter
        threadID = options.threadID
        checkpointer = options.checkpointer
        stepTimeout = options.stepTimeout
        clock = options.clock
        random = options.random
        isSingleThreaded = options.isSingleThreaded
    }
}
