import CHostSystem
import CPregelABI
import PregelEngine
import PregelValues
import Synchronization

/// One call into a plugin, as the host's verbs find it.
///
/// Used by one thread; by several only where the component is asynchronous or blocking: then the table knows it, and its
/// own state is behind a lock.
final class BorderCall: @unchecked Sendable {
    /// What the call is for, which says which verbs it takes.
    enum Kind {
        case task, router, reducer, load
    }

    /// What the plugin is handed, in memory that stays in place until the call ends.
    struct Block {
        var task: pregel_task_v1
        var input: pregel_value
        var error: pregel_value
    }

    /// How far a call is that other threads may end.
    private enum Phase {
        /// The plugin's function has not returned.
        case running
        /// It has answered PENDING.
        case pending
        case over
    }

    // What every call needs stands first, in as few lines of the caches as can be.

    /// The plugin; its host object lives as long as the process.
    private(set) unowned(unsafe) var plugin: PluginHost
    /// The context of a task's or router's call, which whoever calls keeps alive until the call ends.
    private var lentContext: Unmanaged<TaskContext>?
    /// The instance that a task's call is of, which its node keeps: says what the call may do.
    private var lentInstance: Unmanaged<ComponentInstance>?
    let block: UnsafeMutablePointer<Block>
    /// The call's number.
    private(set) var number: UInt64 = 0
    private(set) var kind: Kind
    /// Whether verbs may come from any thread.
    private(set) var isShared = false
    private var phase = Phase.running
    /// Whether there is a failure: looking at it would copy it.
    private(set) var hasFailed = false
    /// Whether `interrupt` asked what nobody has answered.
    var hasAsked = false
    /// Whether `complete` has ended the call.
    private let isCompleted = Atomic<Bool>(false)
    /// How many use a shared call: the thread that began it, the table while it is open, and who has found it there. Values
    /// that the call lends stay until all have left.
    private let users = Atomic<Int>(0)
    /// The context of a shared call, which may end after the caller has left.
    private var keptContext: TaskContext?
    private let lock = Lock()
    /// What `give` gave.
    var given: Value?
    /// Values that were lent and stay alive until the call ends, each with a place in memory for its struct.
    private var lent: [(value: Value, place: UnsafeMutablePointer<pregel_value>)] = []

    /// The state beside a packet, where it was asked for: it is made anew each time, and stays the same during the call.
    private var lentState: UnsafePointer<pregel_value>?

    /// Where small values are copied to. It is kept from call to call of one thread.
    private var room = SlabRoom()
    /// What `fail` said, or the first verb that refused what it was handed.
    var failure: Failure? {
        didSet { hasFailed = failure != nil }
    }
    /// What `complete` said before the plugin's function returned, where it has.
    private var early: TaskOutcome?

    /// The bit of the numbers of calls that only their own thread may use (HOST_OWN_CALL).
    private static let ownBit: UInt64 = 1 << 63

    init(_ plugin: PluginHost, _ kind: Kind, _ context: TaskContext? = nil) {
        self.plugin = plugin
        self.kind = kind
        lentContext = context.map { Unmanaged.passUnretained($0) }
        block = .allocate(capacity: 1)
        block.initialize(
            to: Block(task: pregel_task_v1.blank, input: pregel_null(), error: pregel_null()))
    }

    deinit {
        for (_, place) in lent { place.deallocate() }
        block.deallocate()
    }

    // MARK: One object for many calls

    /// Has the object that an OS thread keeps released when the thread ends.
    static let releasesSpares: Void = host_release_spares_with { spare in
        if let spare { Unmanaged<BorderCall>.fromOpaque(spare).release() }
    }

    /// Runs `body` with an object for a call that only this OS thread uses: the one that it kept, or a new one. Nothing of
    /// the call stays alive with the thread, but memory for small values.
    @inline(__always)
    static func own<R, E: Error>(
        _ plugin: PluginHost, _ kind: Kind, _ context: TaskContext?, _ instance: Unmanaged<ComponentInstance>? = nil,
        _ body: (BorderCall) throws(E) -> R
    ) throws(E) -> R {
        let spare = host_take_spare()
        let call =
            spare.map { Unmanaged<BorderCall>.fromOpaque($0) } ?? Unmanaged.passRetained(BorderCall(plugin, kind))
        defer { if host_keep_spare(call.toOpaque()) == 0 { call.release() } }
        let result: Result<R, E> = call._withUnsafeGuaranteedRef { call in
            call.plugin = plugin
            call.kind = kind
            call.lentInstance = instance
            call.lentContext = context.map { Unmanaged.passUnretained($0) }
            defer { call.forget() }
            do throws(E) {
                return .success(try body(call))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Runs `body` with an object for a call that other threads may use too, and that may end after `body`.
    static func shared<R>(
        _ plugin: PluginHost, _ context: TaskContext, _ instance: Unmanaged<ComponentInstance>,
        _ body: (BorderCall) -> R
    ) -> R {
        let (call, number) = CallTable.shared.open { BorderCall(plugin, .task) }
        defer { leave(call) }
        return call._withUnsafeGuaranteedRef { call in
            call.plugin = plugin
            call.kind = .task
            call.lentInstance = instance
            call.lentContext = .passUnretained(context)
            call.keptContext = context
            call.number = number
            call.isShared = true
            return body(call)
        }
    }

    /// Counts the first users of a shared call.
    func begin(users count: Int) { users.store(count, ordering: .relaxed) }

    /// Counts one more who uses a shared call. With the table's lock held.
    func join() { users.add(1, ordering: .relaxed) }

    /// Uses a shared call no more. The last one to leave prepares the object for another call.
    static func leave(_ call: Unmanaged<BorderCall>) {
        let isLast = call._withUnsafeGuaranteedRef { call in
            guard call.users.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return false }
            call.forgetShared()
            return true
        }
        if isLast { CallTable.shared.give(call, call._withUnsafeGuaranteedRef(\.number)) }
    }

    private func forgetShared() {
        forget()
        keptContext = nil
        isShared = false
        phase = .running
        if isCompleted.load(ordering: .relaxed) {
            isCompleted.store(false, ordering: .relaxed)
            early = nil
        }
    }

    @inline(__always)
    private func forget() {
        kind = .load
        lentContext = nil
        if hasFailed { failure = nil }
        if given != nil { given = nil }
        hasAsked = false
        if !lent.isEmpty { returnLent() }
    }

    private func returnLent() {
        for (_, place) in lent { place.deallocate() }
        lent.removeAll(keepingCapacity: true)
        lentState = nil
    }

    // MARK: The call's course

    /// Runs `body`, which calls into the plugin, as the thread's innermost call.
    ///
    /// - Parameters:
    ///   - doing: What the plugin is asked for.
    ///   - isShared: Whether verbs may come from other threads, and after `body`: then `answered` ends the call.
    @inline(__always)
    func enter<R>(_ doing: PluginActivity, node: pregel_str, isShared: Bool, _ body: (UInt64) -> R) -> R {
        guard let current = host_current_get() else { preconditionFailure("an OS thread has its own memory") }
        let outer = current.pointee
        self.isShared = isShared
        if isShared { host_crash_thread() } else { number = host_next_call() }
        current.pointee = host_current(
            call: number, target: Unmanaged.passUnretained(self).toOpaque(), plugin: plugin.idText.p,
            plugin_size: UInt32(truncatingIfNeeded: plugin.idText.n), doing: doing.rawValue, node: node.p,
            node_size: node.n)
        defer { current.pointee = outer }
        return body(number)
    }

    /// Runs `body` with the call that has this number, if it may be used here and now. Counts no reference where it is the
    /// thread's innermost call, which the thread keeps until the plugin's function has returned.
    @inline(__always)
    static func with<R>(_ number: UInt64, _ body: (BorderCall) -> R) -> R? {
        if let current = host_current_get(), current.pointee.call == number, let target = current.pointee.target {
            let call = Unmanaged<BorderCall>.fromOpaque(target)
            if call._withUnsafeGuaranteedRef(\.isOpen) { return call._withUnsafeGuaranteedRef(body) }
        }
        guard number & ownBit == 0, let call = CallTable.shared.join(number) else { return nil }
        defer { leave(call) }
        return call._withUnsafeGuaranteedRef(body)
    }

    /// Whether verbs may still come: not once `complete` has ended a shared call.
    @inline(__always)
    private var isOpen: Bool { !isShared || !isCompleted.load(ordering: .relaxed) }

    /// What became of a shared call when the plugin's function returned.
    enum Return {
        /// `complete` will end it.
        case pending
        /// `complete` has ended it in the meantime.
        case completed(TaskOutcome)
        /// It ends with what the function answered.
        case answered
    }

    /// Takes note that the plugin's function has returned.
    func returned(isPending: Bool) -> Return {
        let result: Return = guarded {
            if isCompleted.load(ordering: .relaxed), let early { return .completed(early) }
            phase = isPending ? .pending : .over
            return isPending ? .pending : .answered
        }
        if case .answered = result, isShared { CallTable.shared.close(number) }
        return result
    }

    /// How a completion was taken.
    enum Completion {
        /// Too late: the call is over.
        case late
        /// The plugin's function has not returned; what it returns with ends the call.
        case early
        /// The call has ended so.
        case ended(TaskOutcome)
    }

    /// Ends the call from outside, the first time.
    func complete(with status: pregel_status, _ why: Failure?) -> Completion {
        let result: Completion = lock.withLock {
            guard phase != .over else { return .late }
            if !hasFailed { failure = why }
            let outcome = outcome(status, .completed)
            isCompleted.store(true, ordering: .relaxed)
            defer { phase = .over }
            guard phase == .running else { return .ended(outcome) }
            early = outcome
            return .early
        }
        CallTable.shared.close(number)
        return result
    }

    /// What becomes of the task, when the plugin answered with a status.
    func outcome(_ status: pregel_status, _ manner: CallAnswer.Manner) -> TaskOutcome {
        if status == PregelStatus.ok, !hasFailed, !hasAsked { return .finished }
        return answer(status, manner).outcome
    }

    /// What a status means that the plugin answered with.
    func answer(_ status: pregel_status, _ manner: CallAnswer.Manner) -> CallAnswer {
        CallAnswer(
            plugin: plugin.id, status: status, manner: manner, failure: failure, hasAsked: hasAsked)
    }

    /// Why the call failed; `nil` where it did not.
    func refusal(_ status: pregel_status) -> Failure? {
        if status == PregelStatus.ok, !hasFailed, !hasAsked { return nil }
        if case .failed(let failure) = outcome(status, .gave) { return failure }
        return nil
    }

    // MARK: What the verbs need

    /// The context of a task's or router's call.
    var context: TaskContext? { lentContext?.takeUnretainedValue() }

    /// Runs `body` with the context, and counts no reference of it; `nil` where the call has none.
    @inline(__always)
    func withContext<R>(_ body: (TaskContext) -> R) -> R? { lentContext?._withUnsafeGuaranteedRef(body) }

    /// Whether the component declares a flag; only to be asked of a task's call.
    @inline(__always)
    func declares(_ flag: UInt32) -> Bool {
        lentInstance?._withUnsafeGuaranteedRef { $0.flags & flag != 0 } ?? true
    }

    /// The component whose call it is, for messages.
    var componentName: String { lentInstance?.takeUnretainedValue().name ?? "" }

    /// Lends a value until the call ends. What was lent lately is lent again: a plugin that asks for the same few values again
    /// and again takes one place for each.
    func lend(_ value: Value) -> UnsafePointer<pregel_value> {
        guarded {
            if let known = lent.suffix(16).first(where: { BorderCall.isSame($0.value, value) }) {
                return UnsafePointer(known.place)
            }
            let place = UnsafeMutablePointer<pregel_value>.allocate(capacity: 1)
            place.initialize(to: value.raw)
            lent.append((value, place))
            return UnsafePointer(place)
        }
    }

    /// Whether two values are one in memory, or the same text.
    private static func isSame(_ one: Value, _ other: Value) -> Bool {
        let (a, b) = (one.raw, other.raw)
        guard a.kind == b.kind, a.count == b.count else { return false }
        return a.u.i == b.u.i || a.kind == UInt8(PREGEL_STRING) && one == other
    }

    /// What `make` gives the first time, lent until the call ends, however often it is asked for; `nil` where there is none.
    func lendState(_ make: () -> Value?) -> UnsafePointer<pregel_value>? {
        if let known = guarded({ lentState }) { return known }
        guard let value = make() else { return nil }
        let place = lend(value)
        guarded { lentState = place }
        return place
    }

    /// A copy of a small value, in memory that it shares with other such copies; `nil` where that cannot be.
    @inline(__always)
    func copySmall(_ value: UnsafePointer<pregel_value>) -> Value? { isShared ? nil : room.copy(value) }

    /// Runs `body` alone, where several threads may use the call at once.
    func guarded<R>(_ body: () -> R) -> R { isShared ? lock.withLock(body) : body() }

    /// Remembers a refusal of a verb, as what fails the call.
    func refuse(_ failure: Failure) {
        guarded { if !hasFailed { self.failure = failure } }
    }

    /// Remembers that the plugin broke a rule, as what fails the call.
    func refuse(_ rule: String) { refuse(CallAnswer.brokenContract(plugin.id, rule)) }
}
