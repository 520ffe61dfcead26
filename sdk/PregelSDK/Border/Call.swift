internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// One call of the host, and the owner of the values that it lends.
///
/// What the host lends ends with the call. So that a value which a node keeps stays valid, the call object is the owner
/// of all of them: where somebody else still holds it at the end, it takes a document of the host that keeps the input.
/// Reading an input costs nothing beyond this one object.
final class Call: ValueOwner, @unchecked Sendable {
    let host: UnsafePointer<pregel_host_v1>
    let id: pregel_call
    let attempt: UInt32
    let step: UInt64
    let deadline: Int64
    private let rawInput: pregel_value
    /// What an `on_error` handler handles.
    let error: Value?
    /// The node's name in the host's memory, and its copy once the call has ended.
    private let lentName: pregel_str
    private let copiedName = Mutex<String?>(nil)
    /// Whether the node was told to stop for an answer; it ends so even if it swallows the error that says so.
    let isInterrupted = Atomic<Bool>(false)
    /// The host's document of the input, once the call has ended and its values have not.
    private var document: OpaquePointer?

    init(_ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>) {
        self.host = host
        id = task.pointee.call
        attempt = task.pointee.attempt
        step = task.pointee.step
        deadline = task.pointee.deadline_ns
        rawInput = task.pointee.input.pointee
        error = task.pointee.error.flatMap { try? Value(copying: $0) }
        lentName = task.pointee.node
        super.init()
    }

    deinit {
        if let document { host.pointee.doc_release(host, document) }
    }

    /// What the node was given, in the host's memory.
    var input: Value { Value(raw: rawInput, owner: self) }

    /// The node's name in its graph.
    var node: String { copiedName.withLock { $0 ?? lentName.string } }

    /// Ends what the host lent. To be called by the border alone, before it gives the call back.
    static func end(_ call: inout Call) {
        if !isKnownUniquelyReferenced(&call) { call.outlive() }
    }

    /// Keeps what the host lent beyond the call's end.
    func outlive() {
        copiedName.withLock { $0 = lentName.string }
        document = host.pointee.input_doc(host, id)
    }
}
