public import PregelValues
import Synchronization
package import CPregelABI

/// One attempt of one task, as its node sees it: what it was given, and the verbs through which it acts.
///
/// What a node does here takes effect when it ends well, all at once, when the superstep is applied; chunks of `emit`
/// alone are seen at once. A wrong name fails the task with `INVALID_UPDATE`, whatever the node does next. Usable until
/// the node ends; from several threads at once if its traits have `.async`.
public final class TaskContext: @unchecked Sendable {
    // What every attempt needs stands first, in as few lines of the caches as can be: a thousand tasks that wait do not
    // fit there.

    /// Not counted, as nothing is that every attempt looks at: the run holds it.
    private var lentGraph: Unmanaged<CompiledGraph>
    /// The node's id in `graph`.
    package internal(set) var nodeID: Int
    /// The input as a C struct, valid while the attempt runs.
    package private(set) var rawInput: pregel_value
    /// What keeps the input alive, where the context does not: the run, until the attempt ends.
    private unowned(unsafe) var lentInput: ValueOwner?
    /// What keeps the input alive, where the context does.
    private var keptInput: ValueOwner?
    /// The attempt's number, from 1.
    public internal(set) var attempt = 1
    /// The superstep's number; the first nodes run in step 1.
    public internal(set) var step = 0
    /// When the attempt must be over, in nanoseconds of the run's clock; 0 for never.
    public private(set) var deadline: Int64 = 0
    /// The run that the task belongs to, for the driver and for whoever ends the attempt: the run waits for that. Not counted.
    unowned(unsafe) private(set) var lentRun: Run?
    /// The task's place in its superstep; -1 for what is no task (a router).
    var slot = -1
    /// What the attempt did so far.
    let effects = TaskEffects()
    /// Held by the verbs of a node that several threads may use at once.
    private let lock = Lock()
    /// Keeps what a node needs that may act late; other nodes cannot outlive it.
    private var kept: RunHold?
    /// Whether some node's signs of life are watched. Of the session, which whatever runs a node holds.
    private var signsFlag: UnsafeMutablePointer<Bool>?
    /// Whether several threads may use the context at once.
    private(set) var isShared = false
    /// Whether the attempt is over: later verbs are refused.
    var isOver = false
    /// Whether nobody wants the result any more.
    var isUnwanted = false
    /// Whether the run has stopped waiting for the attempt.
    private var isAbandoned = false
    /// Whether there is, or was, anything that most attempts have not. Only to be looked at where nobody else uses the context.
    private var isTouched = false
    /// Whether the attempt must be over some time.
    private(set) var isTimed = false
    /// Whether the attempt handles a failure.
    private var handlesError = false
    /// The first wrong name or value that a verb was given: the task fails with it.
    package internal(set) var refusal: Failure? { didSet { isTouched = true } }
    /// The serial node's gate, while the attempt has the node for itself.
    var gate: SerialGate? { didSet { isTouched = true } }
    /// The conditional edge that a router decides; the graph keeps it.
    var branch: Unmanaged<Branch>?

    /// What `error` gives, where there is any.
    private var handled: Value? { didSet { isTouched = true } }
    /// Answers to the task's questions, in their order.
    var answers: [Value] = [] { didSet { isTouched = true } }
    /// How many questions were asked in this attempt.
    var questionCount = 0 { didSet { isTouched = true } }
    /// The question that stopped the attempt.
    var question: Interrupt? { didSet { isTouched = true } }
    /// Why an answer was not taken: the task asks again.
    var refusedAnswer: Failure? { didSet { isTouched = true } }
    /// The targets that a router gave, but for those that were found at once.
    var routed: [Value] = [] { didSet { isTouched = true } }
    /// What to do when nobody wants the result any more.
    var cancellation: (@Sendable () -> Void)? { didSet { isTouched = true } }
    /// When the attempt last gave a sign of life; 0 where nobody asks.
    private let newestSign = Atomic<Int64>(0)
    /// What counts as a sign of life; `nil` where nobody asks.
    private var signs: TimeoutPolicy.Refresh? { didSet { isTouched = true } }

    /// The channels that the node sees, as an object; for a packet its argument, which may be any value.
    public internal(set) var input: Value {
        get { Value(raw: rawInput, owner: keptInput ?? lentInput) }
        set {
            rawInput = newValue.raw
            keptInput = newValue.owner
            lentInput = nil
        }
    }
    /// For an `on_error` handler: `{kind, message, node}` of the failure that it handles.
    public internal(set) var error: Value? {
        get { handlesError ? handled : nil }
        set {
            handled = newValue
            handlesError = newValue != nil
        }
    }
    /// The graph that the task belongs to. To be looked at before the attempt is over.
    package var graph: CompiledGraph { lentGraph._withUnsafeGuaranteedRef { $0 } }
    /// The run that the task belongs to; `nil` for a test's, and for an attempt that is over, unless it may act late.
    var run: Run? { !isShared && isOver ? nil : lentRun }

    /// A context for a node that only one thread uses.
    init(graph: CompiledGraph, nodeID: Int, run: Run?, input: Value) {
        lentGraph = .passUnretained(graph)
        self.nodeID = nodeID
        lentRun = run
        rawInput = input.raw
        keptInput = input.owner
        signsFlag = run?.session.signsFlag
        kept = run == nil ? RunHold(graph) : nil
    }

    /// Makes the context one that several threads may use, also late.
    func share(_ hold: RunHold) {
        kept = hold
        isShared = true
    }

    /// Makes the context one that only one thread uses, with nothing of its attempt left. Nobody else may hold it.
    func unshare() {
        dropInput()
        leave()
        kept = nil
        isShared = false
    }

    /// The node's name in its graph; "" once the attempt is over, unless the node is asynchronous or blocking.
    public var node: String { kept == nil && isOver ? "" : graph.nodes[nodeID].name }

    /// The node's name, valid while the attempt runs.
    package var nodeUTF8: NameTable.Name { lentGraph._withUnsafeGuaranteedRef { $0.nodeNames[nodeID] } }

    /// Whether nothing follows from the end of an attempt that went well, but that its superstep may be over: no serial node
    /// becomes free, and no router is to be asked.
    var endsQuietly: Bool {
        guard gate == nil, refusal == nil else { return false }
        // Counts nothing: threads that end at the same time would wait for each other.
        return lentGraph._withUnsafeGuaranteedRef { $0.nodeTable.with(nodeID) { !$0.hasBranches } }
    }

    /// The id of the channel whose name has these bytes, where a value may be written to it just so: nobody else uses the
    /// context, and the channel takes whatever it is given.
    @inline(__always)
    func plainChannel(_ name: UnsafeRawBufferPointer) -> Int? {
        isShared ? nil : freeChannel(name)
    }

    /// The id of a channel that takes whatever it is given, where others may use the context, but are kept from it.
    @inline(__always)
    func freeChannel(_ name: UnsafeRawBufferPointer) -> Int? {
        guard !isOver, !effects.commandsParent, !watchesSigns else { return nil }
        return lentGraph._withUnsafeGuaranteedRef { $0.takesWrites ? $0.stateNames.id(utf8: name) : nil }
    }

    /// Whether a channel of the task's own graph reduces what is written to it.
    func isReduced(_ channel: Int) -> Bool {
        lentGraph._withUnsafeGuaranteedRef { $0.reduces[channel] }
    }

    /// The id of the node whose name has these bytes, where the task may just go there.
    @inline(__always)
    func plainNode(_ name: UnsafeRawBufferPointer) -> Int? {
        guard !isShared, !isOver, !effects.commandsParent, !watchesSigns else { return nil }
        return lentGraph._withUnsafeGuaranteedRef { graph in
            guard slot < 0 || graph.isFree[nodeID], let id = graph.nodeNames.id(utf8: name) else { return nil }
            return id == graph.startNode ? nil : id
        }
    }

    /// Whether the run no longer wants the result.
    public var isCancelled: Bool { guarded { isUnwanted } || (run?.session.isCancelled ?? false) }

    /// The graph whose channels and nodes the verbs mean.
    var scope: CompiledGraph { effects.commandsParent ? run?.parent?.run.graph ?? graph : graph }

    /// Gives the attempt its input, which the run keeps alive until the attempt ends.
    @inline(__always)
    func lend(_ row: ObjectRow) {
        rawInput = row.raw(isSorted: true)
        lentInput = row
        if keptInput != nil { keptInput = nil }
    }

    /// Gives the attempt its input, which the task keeps alive until the attempt ends.
    @inline(__always)
    func lend(_ argument: Value) {
        rawInput = argument.raw
        lentInput = argument.owner
        if keptInput != nil { keptInput = nil }
    }

    /// The member of the input that a value is, where it is one: what a node hands on as it came is shared.
    package func handedOn(_ value: pregel_value) -> Value? {
        guard Value.isWorthFinding(value, in: rawInput) else { return nil }
        return input.member(at: value)
    }

    /// Lets go of the input, at the end of the attempt.
    @inline(__always)
    func dropInput() {
        isOver = true
        rawInput = pregel_null()
        lentInput = nil
        if keptInput != nil { keptInput = nil }
    }

    /// Makes the context one of `run`'s; only what a node cannot hold any more changes hands.
    @inline(__always)
    func join(_ run: Run) {
        lentRun = run
        signsFlag = run.session.signsFlag
    }

    /// Lets go of all that the last attempt did. The context is over: whoever looks through a weak reference finds that the
    /// verbs refuse, and nobody is asked for the run.
    func leave() {
        reset(nodeID: 0)
        isOver = true
        branch = nil
    }

    /// Makes the context ready for another attempt or task of a node.
    func reset(nodeID: Int) {
        self.nodeID = nodeID
        attempt = 1
        if isTimed { (deadline, isTimed) = (0, false) }
        isOver = false
        isUnwanted = false
        isAbandoned = false
        effects.removeAll()
        if isTouched { forgetRest() }
    }

    /// Forgets what most attempts do not have.
    @inline(never)
    private func forgetRest() {
        questionCount = 0
        routed.clear()
        error = nil
        refusal = nil
        answers.removeAll()
        question = nil
        refusedAnswer = nil
        cancellation = nil
        gate = nil
        signs = nil
        newestSign.store(0, ordering: .relaxed)
        isTouched = false
    }

    // MARK: Steps

    /// Supersteps that the recursion limit leaves after this one (LangGraph `RemainingSteps`, MV-1).
    public var remainingSteps: Int { guarded { isOver ? 0 : max((run?.lastStep ?? step) - step, 0) } }

    /// Whether the superstep after this one is the last that the recursion limit allows (LangGraph `IsLastStep`).
    public var isLastStep: Bool { remainingSteps == 1 }

    // MARK: Time

    /// When the attempt last gave a sign of life.
    var lastSign: Int64 { newestSign.load(ordering: .relaxed) }

    /// Whether some node's signs of life are watched.
    @inline(__always)
    var watchesSigns: Bool { signsFlag?.pointee ?? false }

    /// Notes when the attempt must be over.
    func mustEnd(by deadline: Int64) {
        self.deadline = deadline
        isTimed = true
    }

    /// Notes signs of life from now on.
    func watchSigns(_ signs: TimeoutPolicy.Refresh, _ now: Int64) {
        self.signs = signs
        isTimed = true
        newestSign.store(now, ordering: .relaxed)
    }

    /// Says that the node is alive, for a timeout that asks for it (LangGraph `Runtime.heartbeat`).
    public func heartbeat() { sign(isExplicit: true) }

    /// Notes a sign of life of the node, and of those whose graphs it is in.
    func sign(isExplicit: Bool = false) {
        guard let run, run.session.watchesSigns else { return }
        let now = run.options.clock.now
        var next: TaskContext? = self
        while let context = next {
            if let signs = context.signs, isExplicit || signs == .auto {
                context.newestSign.store(now, ordering: .relaxed)
            }
            next = context.run?.parentContext
        }
    }

    /// Runs `body` alone, where several threads may act at once.
    @inline(__always)
    func guarded<R, E: Error>(_ body: () throws(E) -> R) throws(E) -> R {
        guard isShared else { return try body() }
        return try lock.withLock(body)
    }

    /// Runs a verb alone, unless the attempt is over: what it did is being applied then.
    @inline(__always)
    func acting<R>(_ body: () throws(Failure) -> R) throws(Failure) -> R {
        try guarded { () throws(Failure) in
            if isOver { throw Failure(.invalidUpdate, message: "node \"\(node)\" acts after its end") }
            sign()
            return try body()
        }
    }

    /// Remembers the first refusal, and throws it.
    func refuse(_ failure: Failure) -> Failure {
        if refusal == nil { refusal = failure }
        return failure
    }

    /// Runs the attempt on a thread that may wait; it may go on after that.
    func run(_ body: any NodeBody) {
        // Given up before there was a thread for it: nothing runs, but what it holds is given back.
        if guarded({ isOver }) { return _ = complete(.finished) }
        let outcome = body.invoke(self)
        if case .pending = outcome { return }
        _ = complete(outcome)
    }

    /// Ends a pending attempt. A second or late call changes nothing.
    ///
    /// - Returns: Whether this was the one that counts.
    package func complete(_ outcome: TaskOutcome) -> Bool {
        let (isFirst, freed): (Bool, SerialGate?) = guarded {
            guard isOver else {
                isOver = true
                return (true, nil)
            }
            // Only an abandoned attempt still has the gate; of any other the driver takes it back.
            guard isAbandoned else { return (false, nil) }
            defer { gate = nil }
            return (false, gate)
        }
        freed?.leave()
        if isFirst, let lentRun { lentRun.session.post(.completed(self, outcome)) }
        return isFirst
    }

    /// Ends an attempt from outside: what it still does changes nothing. Its serial node stays taken until it really ends.
    ///
    /// - Returns: Whether it was not over yet.
    func abandon() -> Bool {
        let isFirst = guarded {
            defer { isOver = true }
            if !isOver { isAbandoned = true }
            return !isOver
        }
        guard isFirst else { return false }
        let action: (@Sendable () -> Void)? = guarded {
            defer { cancellation = nil }
            isUnwanted = true
            return cancellation
        }
        action?()
        return true
    }

    /// Says what is to be done once nobody wants the result any more; at once if that is so already.
    package func onCancel(_ action: @escaping @Sendable () -> Void) {
        let isLate = guarded {
            if isUnwanted { return true }
            cancellation = action
            return false
        }
        if isLate { action() }
    }

    /// Tells a running attempt that nobody wants its result.
    func cancel() {
        let action: (@Sendable () -> Void)? = guarded {
            defer { cancellation = nil }
            isUnwanted = true
            return isOver ? nil : cancellation
        }
        action?()
    }
}
