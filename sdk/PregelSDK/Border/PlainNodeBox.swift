internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// An instance of a `Node` that takes values as they are and writes through its context: there is nothing to decode, to
/// encode or to look up.
final class PlainNodeBox: NodeBox, @unchecked Sendable {
    /// What the node does, as its own module compiled it: it takes the value as it is, and counts no reference.
    typealias Body = @Sendable (Value, NodeContext) throws -> Void

    private let body: Body

    init(_ body: @escaping Body) { self.body = body }

    override func invoke(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        CallSlot.with(host, task, self) { $0.run($1) }
    }

    /// A function of its own, so that all it made is gone when it returns.
    @inline(never)
    private func run(_ call: Call) -> pregel_status {
        do {
            try body(call.input, NodeContext(call: call))
        } catch {
            return Outcome(error).state(call.host, call.id)
        }
        return call.isInterrupted.load(ordering: .relaxed) ? Status.interrupted : Status.ok
    }
}
