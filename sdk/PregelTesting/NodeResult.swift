/// What a node did in one attempt.
public struct NodeResult: Sendable {
    /// How it ended.
    public enum Status: Sendable {
        case finished, interrupted, failed
    }

    /// A packet.
    public struct Packet: Sendable, Equatable {
        /// The node that it goes to.
        public let node: String
        /// What the node gets.
        public let argument: Value

        /// Makes a packet, to compare with.
        public init(node: String, argument: Value) {
            self.node = node
            self.argument = argument
        }
    }

    /// A chunk on a stream.
    public struct Chunk: Sendable, Equatable {
        /// The stream: `custom` or `messages`.
        public let mode: String
        /// What was put there.
        public let value: Value

        /// Makes a chunk, to compare with.
        public init(mode: String, value: Value) {
            self.mode = mode
            self.value = value
        }
    }

    /// A line of the log.
    public struct LogLine: Sendable, Equatable {
        /// How much it matters.
        public let level: LogLevel
        /// The text.
        public let message: String
        /// The fields.
        public let fields: Value?

        /// Makes a line, to compare with.
        public init(level: LogLevel, message: String, fields: Value? = nil) {
            self.level = level
            self.message = message
            self.fields = fields
        }
    }

    /// A question to the outside.
    public struct Question: Sendable, Equatable {
        /// What was asked.
        public let value: Value
        /// The schema of the answer.
        public let schema: Value?
    }

    /// How it ended.
    public internal(set) var status = Status.finished
    /// Why it failed.
    public internal(set) var failure: NodeError?
    /// The channels that it wrote; in a real graph they count only where it finished.
    public internal(set) var writes: [String: Value] = [:]
    /// The channels whose reduced value it replaced.
    public internal(set) var overwrites: [String: Value] = [:]
    /// The nodes that it went to.
    public internal(set) var wentTo: [String] = []
    /// The packets that it sent.
    public internal(set) var sent: [Packet] = []
    /// Whether it commanded the parent graph: then the writes, nodes and packets are the parent's.
    public internal(set) var commandedParent = false
    /// The chunks that it put on streams.
    public internal(set) var emitted: [Chunk] = []
    /// The questions that it asked, answered or not.
    public internal(set) var asked: [Question] = []
    /// What it logged.
    public internal(set) var logged: [LogLine] = []
    /// How often it said that work goes on.
    public internal(set) var heartbeats = 0
    /// What a router, reducer, cache or store gave.
    public internal(set) var given: [Value] = []
    /// What a checkpointer gave.
    public internal(set) var checkpoints: [StoredCheckpoint] = []
    /// Verbs that were refused, with the reason.
    public internal(set) var refusals: [String] = []
}
