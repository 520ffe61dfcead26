internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// One call of the host, and the owner of the values that it lends.
///
/// What the host lends ends with the call. So that a value which a node keeps stays valid, the call object is the owner
/// of all of them: where somebody else still holds it at the end, it takes a document of the host that keeps the input.
/// Reading an input costs nothing beyond this one object.
///
/// A call object serves one call after the other on its OS thread, as long as nobody else holds it (`CallSlot`).
final class Call: ValueOwner, @unchecked Sendable {
    /// What the host said of the call.
    private var lent: Lent
    /// What an `on_error` handler handles.
    private var handled: Handled?
    /// Whether the node was told to stop for an answer; it ends so even if it swallows the error that says so.
    let isInterrupted = Atomic<Bool>(false)
    /// Who ends an asynchronous node's call. Its box's lock guards it.
    var end = CallEnd.open
    /// What the host lent, once the call has ended and its values have not.
    private let kept = Mutex<Kept?>(nil)

    init(_ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>) {
        lent = Lent(host, task)
        // To make the object and find that there is no error would cost each call.
        handled = task.pointee.error == nil ? nil : Handled(task)
        super.init()
    }

    /// Makes this the object of another call. Nobody else may hold it, and its last call must not have been outlived.
    @inline(__always)
    func begin(_ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>) {
        lent = Lent(host, task)
        if task.pointee.error != nil { handled = Handled(task) }
        isInterrupted.store(false, ordering: .relaxed)
    }

    /// Lets go of what the last call held: nothing of it stays alive with the OS thread.
    @inline(__always)
    func forget() {
        if handled != nil { handled = nil }
    }

    var host: UnsafePointer<pregel_host_v1> { lent.host }
    var id: pregel_call { lent.id }
    var attempt: UInt32 { lent.attempt }
    var step: UInt64 { lent.step }
    var deadline: Int64 { lent.deadline }

    /// What the node was given, in the host's memory.
    var input: Value { Value(raw: lent.input, owner: self) }

    /// The node's name in its graph.
    var node: String { kept.withLock { $0?.node ?? lent.node.string } }

    var error: Value? { handled?.error }

    /// Keeps what the host lent beyond the call's end.
    func outlive() {
        let kept = Kept(node: lent.node.string, host: host, document: host.pointee.input_doc(host, id))
        self.kept.withLock { $0 = kept }
    }
}

/// What the host says of a call; what it points to ends with the call.
private struct Lent {
    let host: UnsafePointer<pregel_host_v1>
    let id: pregel_call
    let attempt: UInt32
    let step: UInt64
    let deadline: Int64
    let input: pregel_value
    /// The node's name.
    let node: pregel_str

    @inline(__always)
    init(_ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>) {
        self.host = host
        id = task.pointee.call
        attempt = task.pointee.attempt
        step = task.pointee.step
        deadline = task.pointee.deadline_ns
        input = task.pointee.input.pointee
        node = task.pointee.node
    }
}

/// What the host lent to a call, kept beyond the call's end.
private final class Kept: @unchecked Sendable {
    let node: String
    private let host: UnsafePointer<pregel_host_v1>
    /// The host's document of the input.
    private let document: OpaquePointer?

    init(node: String, host: UnsafePointer<pregel_host_v1>, document: OpaquePointer?) {
        self.node = node
        self.host = host
        self.document = document
    }

    deinit {
        if let document { host.pointee.doc_release(host, document) }
    }
}

/// The error that a handler handles: an object of its own, so that the calls of all other nodes have one word for it.
private final class Handled: Sendable {
    let error: Value

    init?(_ task: UnsafePointer<pregel_task_v1>) {
        guard let place = task.pointee.error, let error = try? Value(copying: place) else { return nil }
        self.error = error
    }
}
