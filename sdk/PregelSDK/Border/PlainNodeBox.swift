internal import CPregelABI
internal import PregelValues
internal import Synchronization

/// An instance of a `Node` that takes values as they are and writes through its context: there is nothing to decode, to
/// encode or to look up.
final class PlainNodeBox<N: Node>: NodeBox, @unchecked Sendable where N.Input == Value, N.Output == Void {
    private let node: N

    init(_ node: N) { self.node = node }

    override func invoke(
        _ host: UnsafePointer<pregel_host_v1>, _ task: UnsafePointer<pregel_task_v1>
    ) -> pregel_status {
        CallSlot.with(host, task) { run($0) }
    }

    /// A function of its own, so that all it made is gone when it returns.
    @inline(never)
    private func run(_ call: Call) -> pregel_status {
        do {
            try node.run(call.input, NodeContext(call: call))
        } catch {
            return Outcome(error).state(call.host, call.id)
        }
        return call.isInterrupted.load(ordering: .relaxed) ? Status.interrupted : Status.ok
    }
}
