public import PregelValues

/// What a stream shows (LangGraph `stream_mode`).
public struct StreamMode: OptionSet, Sendable, Hashable {
    /// A bit for each mode.
    public let rawValue: UInt16

    /// Takes any combination of the bits below.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// All channels that are available, after each superstep that wrote one.
    public static let values = StreamMode(rawValue: 1 << 0)
    /// What each node wrote, as it ends: `{node: {channel: value}}`.
    public static let updates = StreamMode(rawValue: 1 << 1)
    /// Chunks that nodes emit.
    public static let custom = StreamMode(rawValue: 1 << 2)
    /// Chunks of messages that nodes emit.
    public static let messages = StreamMode(rawValue: 1 << 3)
    /// Each task as it starts and as it ends.
    public static let tasks = StreamMode(rawValue: 1 << 4)

    /// Each checkpoint, as the run goes on from it; only where there is a checkpointer.
    public static let checkpoints = StreamMode(rawValue: 1 << 5)

    /// Tasks and checkpoints, each with its superstep and time: `{step, timestamp, type, payload}`, where `type` is
    /// "checkpoint", "task" or "task_result".
    public static let debug = StreamMode(rawValue: 1 << 6)

    /// All modes with their names.
    package static let named: [(name: String, mode: StreamMode)] = [
        ("values", .values), ("updates", .updates), ("custom", .custom), ("messages", .messages), ("tasks", .tasks),
        ("checkpoints", .checkpoints), ("debug", .debug),
    ]

    /// The name of a single mode.
    public var name: String { StreamMode.named.first { $0.mode == self }?.name ?? "" }
}

/// One entry of a stream.
public struct StreamEntry: Sendable {
    /// `nil` for the root's entries.
    private let origin: StreamOrigin?
    /// What it shows.
    public let data: Value
    /// Which single mode it belongs to.
    public let mode: StreamMode

    init(_ mode: StreamMode, _ data: consuming Value, from origin: StreamOrigin?) {
        self.origin = origin
        self.data = data
        self.mode = mode
    }

    /// The names of the nodes of the nested graph that it comes from, outermost first; empty for the root.
    public var path: [String] { origin?.path ?? [] }
    /// The tasks that lead to that graph, `name:id`, outermost first: tells apart runs of the same nested graph; `|n` follows for another attempt.
    public var tasks: [String] { origin?.tasks ?? [] }
    /// The tasks that lead to that graph as LangGraph has them: the number of another attempt is an element of its own, behind its task.
    public var namespace: [String] { origin?.namespace ?? [] }
}
