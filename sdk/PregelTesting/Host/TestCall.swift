internal import CPregelABI
internal import PregelSDK
internal import PregelValues
internal import Synchronization

/// A call of the test double: what the component is told, and what it did.
final class TestCall: @unchecked Sendable {
    let setup: TaskSetup
    let input: Value
    /// What the component declares: what it may do.
    let flags: UInt32
    private let state: Mutex<State>
    private let cancellation: Atomic<Bool>

    private struct State {
        var result = NodeResult()
        var isOpen = true
        var outcome: pregel_status?
        var waiting: CheckedContinuation<Void, Never>?
        /// What was lent, until the call ends.
        var places: [Place] = []
        var texts = Scratch()
    }

    /// A value that is lent, and its struct, which nobody changes.
    private struct Place: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<pregel_value>
        let value: Value
    }

    /// - Parameter input: Copied, so that what a component keeps without right is gone with the call.
    init(_ input: Value, _ setup: TaskSetup, flags: UInt32 = .max) throws {
        self.setup = setup
        self.flags = flags
        self.input = try withUnsafePointer(to: input.raw) { try Value(copying: $0) }
        withExtendedLifetime(input) {}
        state = Mutex(State())
        cancellation = Atomic(setup.isCancelled)
    }

    var isCancelled: Bool {
        get { cancellation.load(ordering: .relaxed) }
        set { cancellation.store(newValue, ordering: .relaxed) }
    }

    /// Notes something, unless the call has ended.
    func note(_ body: (inout NodeResult) -> pregel_status) -> pregel_status {
        state.withLock { $0.isOpen ? body(&$0.result) : pregel_status(PREGEL_STALE) }
    }

    /// Refuses a verb, which fails the task.
    func refuse(_ reason: String) -> pregel_status {
        note { result in
            result.refusals.append(reason)
            return Status.invalid
        }
    }

    /// Lends a value until the call ends.
    func lend(_ value: Value) -> UnsafePointer<pregel_value> {
        let place = Place(pointer: .allocate(capacity: 1), value: value)
        place.pointer.initialize(to: value.raw)
        state.withLock { $0.places.append(place) }
        return UnsafePointer(place.pointer)
    }

    /// Lends a text until the call ends.
    func lend(_ text: String) -> pregel_str { state.withLock { $0.texts.text(text) } }

    /// Ends a pending call; only the first time counts.
    func complete(_ status: pregel_status, _ why: NodeError?) -> Bool {
        let (isFirst, waiting) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
            guard state.isOpen, state.outcome == nil else { return (false, nil) }
            state.outcome = status
            if let why { state.result.failure = why }
            defer { state.waiting = nil }
            return (true, state.waiting)
        }
        waiting?.resume()
        return isFirst
    }

    /// Waits until a pending call was completed.
    func completed() async -> pregel_status {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.outcome == nil { state.waiting = continuation }
                return state.outcome != nil
            }
            if isDone { continuation.resume() }
        }
        return state.withLock { $0.outcome ?? Status.failed }
    }

    /// Ends the call: what was lent is gone, and verbs are answered STALE.
    func close(_ status: pregel_status) throws -> NodeResult {
        let (result, places, texts) = state.withLock { state in
            state.isOpen = false
            defer { (state.places, state.texts) = ([], Scratch()) }
            return (state.result, state.places, state.texts)
        }
        for place in places { place.pointer.deallocate() }
        texts.free()
        return try TestCall.judge(result, status)
    }

    /// What a status means, as the host sees it.
    private static func judge(_ noted: NodeResult, _ status: pregel_status) throws -> NodeResult {
        var result = noted
        if let refusal = result.refusals.first {
            result.status = .failed
            result.failure = result.failure ?? NodeError(kind: "InvalidUpdateError", message: refusal)
            return result
        }
        switch status {
        case Status.ok, Status.absent: result.status = .finished
        case Status.interrupted: result.status = .interrupted
        case Status.failed:
            guard result.failure != nil else { throw TestingError("it answered FAILED without saying why") }
            result.status = .failed
        case Status.cancelled:
            result.status = .failed
            result.failure = result.failure ?? NodeError(kind: "CancelledError", message: "the task was cancelled")
        case pregel_status(PREGEL_UNSUPPORTED), pregel_status(PREGEL_DENIED):
            result.status = .failed
            result.failure = result.failure ?? NodeError(message: "it answered with status \(status)")
        default: throw TestingError("it answered with \(status), which is no status of this call")
        }
        return result
    }
}
