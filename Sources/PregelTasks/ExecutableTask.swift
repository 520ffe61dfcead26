public import PregelEngine
public import PregelValues

/// A task that is ready to be run, outside of a graph's own loop (LangGraph `PregelExecutableTask`).
///
/// One that has writes already has run before, or its result was kept: a `PregelRunner` leaves it alone.
public final class ExecutableTask: @unchecked Sendable {
    /// Does to the graph that a task holds what a command says, as if the task had put it out (RT-8).
    public typealias Writer = @Sendable (ParentCommand, TaskAttempt) throws -> Void
    /// Makes the task that runs in place of one that failed for good, in the same superstep (RUN-12).
    public typealias ErrorHandler = @Sendable (ExecutableTask, Failure) -> ExecutableTask

    /// The name of its node.
    public let name: String
    /// Another one for every task of a superstep; the same when the superstep is run again.
    public let id: String
    /// What makes it run, for the order in which writes are applied.
    public let path: [String]
    /// Its place in nested graphs, each segment `name:id` (BSP-9).
    public let namespace: String
    /// What it is given.
    public let input: Value
    /// Answers to its questions, in their order.
    public let answers: [Value]
    /// When and how often it is tried again, the first policy that matches deciding; empty for the runner's own policies.
    public let retry: [RetryPolicy]
    /// How long an attempt may take; `nil` for as long as it likes.
    public let timeout: TimeoutPolicy?
    /// What applies a command that is meant for it.
    public let writers: [Writer]
    /// What is run once it has failed for good; `nil` where the superstep fails then. Ignored for handlers themselves.
    public let errorHandler: ErrorHandler?
    /// What it does.
    public let body: TaskBody

    private let lock = Lock()
    private var list: [PendingWrite]

    /// Makes a task.
    ///
    /// - Parameters:
    ///   - parent: The namespace of the task that holds the graph; "" for the root's.
    ///   - writes: What it did when it ran before.
    public init(
        _ name: String, id: String, path: [String] = [], in parent: String = "", input: Value = .null,
        answers: [Value] = [], writes: [PendingWrite] = [], retry: [RetryPolicy] = [], timeout: TimeoutPolicy? = nil,
        writers: [Writer] = [], errorHandler: ErrorHandler? = nil, body: TaskBody
    ) {
        self.name = name
        self.id = id
        self.path = path
        namespace = TaskNamespace.task(parent: parent, name: name, id: id)
        self.input = input
        self.answers = answers
        self.retry = retry
        self.timeout = timeout
        self.writers = writers
        self.errorHandler = errorHandler
        self.body = body
        list = writes
    }

    /// What it did so far: in its last attempt, or when it ran before.
    public var writes: [PendingWrite] { lock.withLock { list } }

    /// What it returns to the one that called it.
    public var result: Value? {
        for case .result(let value) in writes { return value }
        return nil
    }

    /// Adds a write; answers replace those that are there.
    func add(_ write: PendingWrite) {
        lock.withLock {
            if case .answers = write, let place = list.firstIndex(where: { $0.channel == write.channel }) {
                list[place] = write
            } else {
                list.append(write)
            }
        }
    }

    /// Forgets what an attempt did.
    func removeWrites() { lock.withLock { list.removeAll() } }
}
