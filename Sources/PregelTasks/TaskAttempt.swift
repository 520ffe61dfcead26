import PregelEngine
public import PregelValues

/// One attempt of a task that is run outside of a graph's own loop, as its body sees it.
///
/// Usable from all threads. What is written after the attempt has ended, or has run out of time, is dropped.
public final class TaskAttempt: @unchecked Sendable {
    /// Runs a task that this one asks for; the calls of an attempt are numbered from 0.
    typealias Caller = @Sendable (TaskAttempt, Int, TaskCall) throws -> Submission<Value?>

    /// Whose attempt it is.
    public let task: ExecutableTask
    /// The attempt's number, from 1 (RT-6).
    public let number: Int
    /// When the first attempt began, in nanoseconds of the clock (RT-6).
    public let firstStart: Int64

    private let clock: any EngineClock
    private let cancellation: Cancellation
    private let caller: Caller?
    private let lock = Lock()
    private var isOpen = true
    private var isSettled = false
    private var questions = 0
    private var calls = 0
    private var lastSign: Int64
    private let start: Int64

    init(
        _ task: ExecutableTask, number: Int, firstStart: Int64?, clock: any EngineClock, cancellation: Cancellation,
        caller: Caller?
    ) {
        self.task = task
        self.number = number
        self.clock = clock
        self.cancellation = cancellation
        self.caller = caller
        start = clock.now
        lastSign = start
        self.firstStart = firstStart ?? start
    }

    // MARK: What a body does

    /// What the task is given.
    public var input: Value { task.input }

    /// Whether an attempt before this one failed: graphs that the task runs go on instead of beginning again (RT-7).
    public var isRetry: Bool { number > 1 }

    /// Whether nobody wants the result any more.
    public var isCancelled: Bool { cancellation.isCancelled || !lock.withLock { isOpen } }

    /// Writes a channel.
    public func write(_ channel: String, _ value: Value) { add(.channel(channel, value)) }

    /// Returns a value to the one that called the task.
    public func finish(with value: Value) { add(.result(value)) }

    /// Says that the task is alive, for a timeout that asks for it (RUN-10).
    public func heartbeat() { lock.withLock { lastSign = clock.now } }

    /// Asks, and gives the answer if there is one; the questions of each attempt begin with the first (RT-7).
    ///
    /// - Throws: `BubbleUp.interrupted` where nobody has answered yet; let it pass.
    public func interrupt(_ question: Value, schema: Value? = nil) throws -> Value {
        let asked = lock.withLock {
            defer { questions += 1 }
            return questions
        }
        if asked < task.answers.count {
            add(.answers(task.answers))
            return task.answers[asked]
        }
        let id = TaskNamespace.interruptID(task: task.namespace, answered: asked)
        throw BubbleUp.interrupted([Interrupt(value: question, schema: schema, node: task.name, id: id)])
    }

    /// Has another task run in the same superstep, whose result is to be waited for, or not.
    ///
    /// What that task throws is thrown to those that wait for it; it does not end the superstep. Each attempt counts its
    /// calls anew: one that an earlier attempt has made is not made again.
    ///
    /// - Throws: `CancellationError` once nobody wants this task's result; a `Failure` where nothing runs tasks for it.
    public func call(_ call: TaskCall) throws -> Submission<Value?> {
        if isCancelled { throw CancellationError() }
        guard let caller else {
            throw Failure(
                .nodeError, kind: "RuntimeError",
                message:
                    "task \"\(task.name)\" calls \"\(call.name)\", but it is run alone: run it with PregelRunner.tick")
        }
        let number = lock.withLock {
            defer { calls += 1 }
            if isAuto { lastSign = clock.now }
            return calls
        }
        return try caller(self, number, call)
    }

    private func add(_ write: PendingWrite) {
        lock.withLock {
            guard isOpen else { return }
            if isAuto { lastSign = clock.now }
            task.add(write)
        }
    }

    private var isAuto: Bool { task.timeout?.refreshOn == .auto }

    // MARK: Its end

    /// Takes no more writes.
    func close() { lock.withLock { isOpen = false } }

    /// Decides between the body's end and the end of its time: whoever comes first.
    ///
    /// - Returns: Whether this was the first.
    func settle() -> Bool {
        lock.withLock {
            defer { isSettled = true }
            return !isSettled
        }
    }

    /// Calls `expired` if the body takes longer than it may: what the attempt did is dropped then (RUN-10).
    func watchTime(_ policy: TimeoutPolicy, _ expired: @escaping @Sendable (Failure) -> Void) {
        if let limit = policy.run {
            clock.schedule(at: start + nanoseconds(limit)) { [weak self] in self?.expire(.run, limit, expired) }
        }
        if let limit = policy.idle { watchIdle(limit, since: start, expired) }
    }

    private func watchIdle(_ limit: Double, since sign: Int64, _ expired: @escaping @Sendable (Failure) -> Void) {
        clock.schedule(at: sign + nanoseconds(limit)) { [weak self] in
            guard let self else { return }
            let (last, isOver) = lock.withLock { (lastSign, isSettled) }
            if isOver { return }
            if last == sign { expire(.idle, limit, expired) } else { watchIdle(limit, since: last, expired) }
        }
    }

    private func expire(_ limit: Failure.TimeLimit, _ seconds: Double, _ expired: @Sendable (Failure) -> Void) {
        guard settle() else { return }
        close()
        task.removeWrites()
        expired(
            .timeout(limit, of: task.name, seconds: seconds, elapsed: clock.now - start, attempt: number))
    }
}
