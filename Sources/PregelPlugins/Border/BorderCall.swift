import CHostSystem
import CPregelABI
import PregelEngine
import PregelValues

/// One call into a plugin, as the host's verbs find it.
///
/// Used by one thread; by several only where the component is asynchronous or blocking: then the table knows it, and its
/// own state is behind a lock.
final class BorderCall: @unchecked Sendable {
    /// What the call is for, which says which verbs it takes.
    enum Kind {
        case task(TaskContext)
        case router(TaskContext)
        case reducer
        case load
    }

    /// What the plugin is handed, in memory that stays in place until the call ends.
    struct Block {
        var task: pregel_task_v1
        var input: pregel_value
        var error: pregel_value
    }

    private(set) var plugin: PluginHost
    private(set) var kind: Kind
    let block: UnsafeMutablePointer<Block>
    /// The call's number.
    private(set) var number: UInt64 = 0
    /// What `fail` said.
    var failure: Failure?
    /// What `give` gave.
    var given: Value?
    /// Whether verbs may come from any thread.
    private(set) var isShared = false
    /// Values that were lent and stay alive until the call ends, each with a place in memory for its struct.
    private var lent: [(value: Value, place: UnsafeMutablePointer<pregel_value>)] = []
    private let lock = Lock()

    /// A bit of the numbers of calls that only their own thread may use.
    private static let local: UInt64 = 1 << 63

    init(_ plugin: PluginHost, _ kind: Kind) {
        self.plugin = plugin
        self.kind = kind
        block = .allocate(capacity: 1)
        block.initialize(
            to: Block(task: pregel_task_v1.blank, input: pregel_null(), error: pregel_null()))
    }

    deinit {
        for (_, place) in lent { place.deallocate() }
        block.deallocate()
    }

    /// Makes the object ready for another call.
    private func reset(_ plugin: PluginHost, _ kind: Kind) {
        if self.plugin !== plugin { self.plugin = plugin }
        self.kind = kind
        if failure != nil { failure = nil }
        if given != nil { given = nil }
        isShared = false
        if lent.isEmpty { return }
        for (_, place) in lent { place.deallocate() }
        lent.removeAll(keepingCapacity: true)
    }

    /// An object for a call: the one that this OS thread kept, or a new one.
    static func take(_ plugin: PluginHost, _ kind: Kind) -> BorderCall {
        guard let spare = host_take_spare() else { return BorderCall(plugin, kind) }
        let call = Unmanaged<BorderCall>.fromOpaque(spare).takeRetainedValue()
        call.reset(plugin, kind)
        return call
    }

    /// Keeps the object of a call that is over for this OS thread's next one; one that other threads may know is let go.
    func giveBack() {
        if isShared { return }
        kind = .load
        let spare = Unmanaged.passRetained(self)
        if host_keep_spare(spare.toOpaque()) == 0 { spare.release() }
    }

    /// Whether something was refused or failed.
    var hasFailed: Bool { failure != nil }

    /// Runs `body`, which calls into the plugin, as the thread's innermost call.
    ///
    /// - Parameter isShared: Whether verbs may come from other threads, and after `body`: then `close` ends the call.
    func enter<R>(node: pregel_str, isShared: Bool, _ body: (UInt64) -> R) -> R {
        guard let current = host_current_get() else { preconditionFailure("an OS thread has its own memory") }
        let outer = current.pointee
        self.isShared = isShared
        number = isShared ? CallTable.shared.open(self) : BorderCall.local | host_next_call()
        current.pointee = host_current(
            call: number, target: Unmanaged.passUnretained(self).toOpaque(), plugin: plugin.idText.p,
            plugin_size: plugin.idText.n, node: node.p, node_size: node.n)
        defer { current.pointee = outer }
        return body(number)
    }

    /// The call with this number, if it may be used here and now.
    static func find(_ number: UInt64) -> BorderCall? {
        if let current = host_current_get(), current.pointee.call == number, number != 0,
            let target = current.pointee.target
        {
            return Unmanaged<BorderCall>.fromOpaque(target).takeUnretainedValue()
        }
        return number & local != 0 ? nil : CallTable.shared.find(number)
    }

    /// Ends a shared call.
    func close() {
        if isShared { CallTable.shared.close(number) }
    }

    /// The context of a task's or router's call.
    var context: TaskContext? {
        switch kind {
        case .task(let context), .router(let context): context
        case .reducer, .load: nil
        }
    }

    /// Lends a value until the call ends.
    func lend(_ value: Value) -> UnsafePointer<pregel_value> {
        let place = UnsafeMutablePointer<pregel_value>.allocate(capacity: 1)
        place.initialize(to: value.raw)
        guarded { lent.append((value, place)) }
        return UnsafePointer(place)
    }

    /// Runs `body` alone, where several threads may use the call at once.
    func guarded<R>(_ body: () -> R) -> R { isShared ? lock.withLock(body) : body() }

    /// Remembers a refusal of a verb, as what fails the call.
    func refuse(_ failure: Failure) {
        guarded { if self.failure == nil { self.failure = failure } }
    }
}
