import PregelValues
import Synchronization

/// What a root run and its nested runs share: one driver at a time, and the messages that wake it.
///
/// All of the engine's state belongs to the driver; other threads only run nodes and post what came of them. The driver
/// is the caller's thread (`runToEnd`) or, for a run that nobody waits for on a thread, a worker that is called when
/// there is something to do.
final class Session: @unchecked Sendable {
    /// What other threads tell the driver.
    enum Message: Sendable {
        /// An attempt ended.
        case completed(TaskContext, TaskOutcome)
        /// The next attempt of a task is due.
        case retryIsDue(Run, slot: Int)
        /// A task has its serial node for itself now.
        case gateIsFree(Run, TaskContext, SerialGate)
        /// An attempt has run out of time.
        case timeIsUp(Run, TaskContext)
        /// A superstep has run out of time.
        case stepTimeout(Run, step: Int)
        /// The run is to be cancelled.
        case cancel

        /// Whether the driver may learn of it later, with the ends of other attempts.
        var mayWait: Bool {
            if case .completed(let context, .finished) = self { context.endsQuietly } else { false }
        }
    }

    private(set) var options: RunSettings
    private(set) var runID = RunID()
    /// The replay of an old checkpoint, while there is one.
    var replay: Replay?
    /// Answers to interrupts by their ids.
    var answersByID: [String: Value] = [:]
    /// Whether some node's signs of life are watched, so that nested graphs pass theirs on.
    var watchesSigns: Bool {
        get { signsFlag.pointee }
        set { signsFlag.pointee = newValue }
    }
    /// Where `watchesSigns` is: every verb of every node looks there.
    let signsFlag: UnsafeMutablePointer<Bool>
    /// What saves while the run goes on; made when it is needed.
    var saveQueue: SaveQueue {
        if let madeQueue { return madeQueue }
        let queue = SaveQueue()
        madeQueue = queue
        return queue
    }
    private var madeQueue: SaveQueue?
    /// Whether other threads than the driver's may stream: set before the first of them could, and not once more.
    private var hasOtherThreads = false
    /// Whether a clock may still call: then nothing of the run is used again.
    var usesClock = false
    /// The answer that was given without an id, until a task has taken it.
    private var answer: (value: Value, task: TaskKey?)?
    /// Whether there is one: most supersteps need not ask further.
    private let hasAnswer = Atomic<Bool>(false)
    /// The breakpoints that runs stopped at.
    var pauses: [RunPause] = []
    /// Runs that can go on, innermost last, and of those side by side the first by name last.
    var ready: [Run] = []
    /// Tasks that are to be tried again without a wait: before any nested graph goes on, whose end may end them all.
    var retries: [(run: Run, slot: Int)] = []
    /// How many other threads the tasks of the runs that can go on are worth.
    var sharedThreads = 0
    /// Whether tasks that compute are collected, rather than run where they are due.
    var isCollecting: Bool { sharedThreads > 0 }
    /// Those that were.
    var collected: [SharedWork.Item] = []
    /// What somebody outside wants of the run: nothing, an end at the next superstep's border, an end now.
    private let wish = Atomic<UInt8>(0)
    private static let drains: UInt8 = 1
    private static let cancels: UInt8 = 2
    private let monitor = Monitor()
    private let streamLock = Lock()
    private var inbox = Inbox()
    /// The memory of what the driver has taken from there, empty but while it does.
    private var taken: [Message] = []
    private(set) var root: Run?
    /// The root of this session's last run, which is as new.
    private var spareRoot: Run?
    /// Whether a thread waits for the run's end: nobody else looks at `spareRoot` then.
    private var keepsRoot = false
    private(set) var outcome: RunOutcome?
    private var isDriving = false
    /// Whether the result is known: what is posted then is dropped.
    private var isOver = false
    private var isThreadWaiting = false
    private var whenDone: (@Sendable (RunResult) -> Void)?

    init(_ options: RunSettings = RunSettings.none) {
        self.options = options
        signsFlag = .allocate(capacity: 1)
        signsFlag.initialize(to: false)
    }

    deinit { signsFlag.deallocate() }

    /// Makes a session that is as new one for a root run.
    func begin(_ options: RunSettings, _ graph: CompiledGraph, _ input: RunInput) {
        self.options = options
        runID = RunID()
        if let spare = spareRoot.take() {
            spare.begin(self, nil)
            root = spare
        } else {
            root = Run.make(graph, session: self, parent: nil)
        }
        Unmanaged.passUnretained(root.unsafelyUnwrapped)._withUnsafeGuaranteedRef { root in
            do throws(Failure) {
                if case .input(let value) = input, options.startsAnew {
                    root.begin(value)
                } else {
                    try root.enter(input)
                }
            } catch {
                root.failure = error
            }
        }
    }

    /// Gives a session that is over to its graph, for another run, unless somebody else still holds it.
    static func keep(_ session: inout Session, for graph: CompiledGraph) {
        guard isKnownUniquelyReferenced(&session), !session.usesClock, session.outcome != nil else { return }
        session.clear()
        graph.spares.give(session)
    }

    /// Lets go of the root run, once its result is known: whoever still ends a thread's turn here keeps no graph alive.
    private func dropRoot() {
        guard !usesClock, isKnownUniquelyReferenced(&root) else {
            root = nil
            return
        }
        guard keepsRoot else {
            if let run = root.take() { Run.keep(run) }
            return
        }
        Unmanaged.passUnretained(root.unsafelyUnwrapped)._withUnsafeGuaranteedRef { $0.clear() }
        swap(&root, &spareRoot)
    }

    private func clear() {
        options = RunSettings.none
        replay = nil
        if !answersByID.isEmpty { answersByID = [:] }
        if !pauses.isEmpty { pauses = [] }
        watchesSigns = false
        hasOtherThreads = false
        madeQueue = nil
        answer = nil
        hasAnswer.store(false, ordering: .relaxed)
        ready.clear()
        retries.clear()
        dropCollected()
        wish.store(0, ordering: .relaxed)
        // The inbox's memory, then what it got for that. That of a few messages is kept.
        for _ in 0..<2 {
            inbox.take(into: &taken)
            if taken.capacity > Session.most { taken = [] } else { taken.clear() }
        }
        outcome = nil
        (isDriving, isThreadWaiting, isOver, keepsRoot) = (false, false, false, false)
        whenDone = nil
    }

    /// Whether the run was cancelled; from any thread.
    var isCancelled: Bool { wish.load(ordering: .relaxed) == Session.cancels }

    /// Whether the run is to end before its time, now or at the next superstep's border; from any thread.
    var isToEnd: Bool { wish.load(ordering: .relaxed) != 0 }

    /// Runs on this thread until the run has ended.
    func runToEnd() -> RunResult {
        if let root { ready.append(root) }
        isDriving = true
        keepsRoot = true
        while true {
            drive()
            if let outcome { return result(outcome) }
            let awaited = root?.awaitedEnds ?? 1
            monitor.withLock {
                inbox.expect(awaited)
                isThreadWaiting = true
                while !inbox.isDue { monitor.wait() }
                isThreadWaiting = false
            }
        }
    }

    /// Runs on the pool's threads, and calls `done` once the run has ended.
    func start(whenDone done: @escaping @Sendable (RunResult) -> Void) {
        if let root { ready.append(root) }
        monitor.withLock {
            whenDone = done
            isDriving = true
        }
        WorkerPool.shared.run { self.driveUntilIdle() }
    }

    /// Has what the driver has done come before what this thread does next: its result has been handed on.
    func synchronize() { monitor.withLock {} }

    /// Tells the driver something, and wakes it; once the run is over nobody listens.
    func post(_ message: Message) {
        let mayWait = message.mayWait
        let (isLate, wakesThread, needsDriver) = monitor.withLock {
            if isOver { return (true, false, false) }
            inbox.add(message, mayWait: mayWait)
            guard inbox.isDue else { return (false, false, false) }
            if whenDone == nil || isDriving { return (false, isThreadWaiting, false) }
            isDriving = true
            return (false, isThreadWaiting, true)
        }
        if isLate { return Session.drop(message) }
        // Outside of the lock, which the woken thread takes at once.
        if wakesThread { monitor.signal() }
        if needsDriver { WorkerPool.shared.run { self.driveUntilIdle() } }
    }

    /// Gives back what a message that nobody takes brings with it.
    private static func drop(_ message: Message) {
        if case .gateIsFree(_, _, let gate) = message { gate.leave() }
    }

    /// Notes that nobody listens any more.
    private func stopListening() {
        monitor.withLock { isOver = true }
        _ = takeMessages(Session.drop)
    }

    /// Whether the driver has taken all that it was told, or the run is over; from any thread.
    var isListening: Bool { monitor.withLock { isOver || !inbox.isDue } }

    /// Cancels the run; from any thread, at any time, any number of times.
    func cancel() {
        if wish.exchange(Session.cancels, ordering: .relaxed) != Session.cancels { post(.cancel) }
    }

    /// Has the run end at the next superstep's border; from any thread, at any time.
    func drain() {
        _ = wish.compareExchange(expected: 0, desired: Session.drains, ordering: .relaxed)
    }

    /// Notes that the root run has ended, once everything is saved.
    func end(_ outcome: RunOutcome) {
        self.outcome = outcome
        guard options.checkpointer?.isSlow == true, options.durability == .async else { return }
        saveQueue.drain()
        // A failure of the run itself says more than that it could not be saved.
        if case .failed = outcome { return }
        if let failure = saveQueue.failure { self.outcome = .failed(failure) }
    }

    /// Tells who wants to know what becomes of a run.
    func tell(_ kind: LifecycleEvent.Kind, _ run: Run) {
        guard let onLifecycle = options.onLifecycle else { return }
        onLifecycle(
            LifecycleEvent(kind: kind, runID: runID, checkpointID: run.saver?.current, namespace: run.namespace))
    }

    /// Offers an answer to whichever question comes first in the next superstep.
    ///
    /// - Parameter task: The root's task that asks it, be it in a graph below; `nil` for any.
    func offer(_ answer: Value, to task: TaskKey?) {
        monitor.withLock { self.answer = (answer, task) }
        hasAnswer.store(true, ordering: .releasing)
    }

    /// Takes the answer that was given without an id: it answers one question. From any thread.
    ///
    /// - Parameter task: The root's task that asks.
    func takeAnswer(for task: TaskKey) -> Value? {
        guard hasAnswer.load(ordering: .acquiring) else { return nil }
        return monitor.withLock {
            guard let answer, answer.task == nil || answer.task == task else { return nil }
            self.answer = nil
            return answer.value
        }
    }

    /// Forgets an answer that nobody asked for in the superstep that it was given to.
    func forgetAnswer() {
        guard hasAnswer.load(ordering: .acquiring) else { return }
        monitor.withLock { answer = nil }
        hasAnswer.store(false, ordering: .relaxed)
    }

    /// Takes note that other threads than the driver's may stream from here on. For the driver, before they may.
    func expectOtherThreads() { if !hasOtherThreads { hasOtherThreads = true } }

    /// Hands entries to the stream one at a time.
    func emit(_ entry: StreamEntry) {
        guard options.sink != nil else { return }
        Unmanaged.passUnretained(options.sink.unsafelyUnwrapped)._withUnsafeGuaranteedRef { sink in
            if hasOtherThreads { streamLock.withLock { sink.add(entry) } } else { sink.add(entry) }
        }
    }

    private func driveUntilIdle() {
        while true {
            drive()
            if let outcome {
                let result = result(outcome)
                let done = monitor.withLock {
                    defer { whenDone = nil }
                    return whenDone
                }
                done?(result)
                return
            }
            let awaited = root?.awaitedEnds ?? 1
            let isIdle = monitor.withLock {
                inbox.expect(awaited)
                if !inbox.isDue { isDriving = false }
                return !isDriving
            }
            if isIdle { return }
        }
    }

    /// Goes on as far as it can.
    private func drive() {
        while outcome == nil {
            if !retries.isEmpty {
                tryAgain()
            } else if ready.count > 1, !isCollecting {
                advanceSeveral()
            } else if !ready.isEmpty {
                advanceLast()
            } else if !collected.isEmpty {
                runCollected()
            } else if !receive() {
                return
            }
        }
    }

    /// Tries again what is due; a task that fails once more comes after the others.
    private func tryAgain() {
        var due: [(run: Run, slot: Int)] = []
        swap(&due, &retries)
        for (run, slot) in due where outcome == nil { run.tryAgain(slot) }
    }

    /// Forgets tasks that nobody wants any more.
    private func dropCollected() {
        sharedThreads = 0
        if !collected.isEmpty { collected = [] }
    }

    /// Takes what was posted; `false` where nothing was.
    func receive() -> Bool {
        takeMessages { message in
            switch message {
            case .completed(let context, let outcome): context.lentRun?.taskEnded(context, outcome)
            case .retryIsDue(let run, let slot): run.tryAgain(slot)
            case .gateIsFree(let run, let context, let gate): run.enter(gate, context)
            case .timeIsUp(let run, let context): run.timeIsUp(context)
            case .stepTimeout(let run, let step): run.stepTimedOut(step)
            case .cancel: root?.cancel()
            }
        }
    }

    /// Takes what was posted, and calls `body` with each of it; `false` where nothing was.
    private func takeMessages(_ body: (Message) -> Void) -> Bool {
        var messages: [Message] = []
        swap(&messages, &taken)
        defer { swap(&messages, &taken) }
        monitor.withLock { inbox.take(into: &messages) }
        if messages.isEmpty { return false }
        for message in messages { body(message) }
        messages.clear()
        return true
    }

    /// The most messages that a kept session has memory for.
    private static let most = 1024

    private func result(_ outcome: RunOutcome) -> RunResult {
        ready.clear()
        retries.clear()
        dropCollected()
        stopListening()
        defer { dropRoot() }
        let output = root?.finalOutput ?? .null
        switch outcome {
        case .completed: return result(.completed, output)
        case .interrupted(let interrupts): return result(.interrupted, output, interrupts)
        case .drained(let reason): return result(.drained, output, failure: Failure(.drained, message: reason))
        case .failed(let failure): return result(.failed, .null, failure: failure)
        case .commandsParent:
            return result(
                .failed, .null,
                failure: Failure(.invalidUpdate, message: "a node commands a parent graph, but there is none"))
        }
    }

    private func result(
        _ status: RunResult.Status, _ output: Value, _ interrupts: [Interrupt] = [], failure: Failure? = nil
    ) -> RunResult {
        RunResult(
            status: status, output: output, interrupts: interrupts, pauses: status == .interrupted ? pauses : [],
            failure: failure, runID: runID, steps: max(root?.supersteps ?? 0, 0))
    }
}

/// How a run, be it nested or not, ended.
enum RunOutcome {
    case completed
    case interrupted([Interrupt])
    case failed(Failure)
    /// It was asked to stop.
    case drained(String)
    /// A node of a nested run commands the parent graph.
    case commandsParent(TaskEffects)
}
